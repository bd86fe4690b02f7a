package dev.drydock.grading.checks;

import com.fasterxml.jackson.core.JsonPointer;
import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.StopOutcome;
import dev.drydock.engine.StopUnderLoad;
import dev.drydock.engine.StopUnderLoad.Sent;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.grading.Unobservable;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Told to stop, the service ends by itself in time and finishes what it is doing. */
@AutoService(Check.class)
public final class StopGraceful implements Check<StopGraceful.Parameters> {

    /** What programs end with that were asked to: 0, or 128 and the number of SIGINT or SIGTERM. */
    private static final Set<Integer> ORDERLY = Set.of(0, 130, 143);

    /** Of the time that the service has for its end: the length of each request. */
    private static final List<Double> SHARES = List.of(0.3, 0.18, 0.11);

    /** Seconds; no request asks for more, even when it is tried again. */
    private static final double LONGEST = 4.5;

    private static final Duration BEFORE_THE_SIGNAL = Duration.ofSeconds(2);

    /**
     * Parameters.
     *
     * @param withinSeconds from the stop signal to the end
     * @param request under way, several times, when the signal comes; has to take half a second at least
     * @param secondsAt where the request says how long it takes, which is then drawn anew for each
     * @param takes how long a single request takes, in a container of its own; several shorter ones, if left out
     */
    public record Parameters(
            @Key(value = "Most seconds from the stop signal to the end.", min = 1, max = 60)
            int withinSeconds,

            @Key("A request that takes at least half a second, and is under way, several times, when the signal comes.")
            Optional<Request> request,

            @Key("JSON pointer to where the request says how many seconds it takes: drawn anew for each.")
            Optional<String> secondsAt,

            @Key(
                    value =
                            "Seconds that a single request takes, in a container of its own; several shorter ones, if left out.",
                    min = 1,
                    max = 30)
            Optional<Double> takes) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            secondsAt.ifPresent(JsonPointer::compile);
            if (takes.isPresent() && (secondsAt.isEmpty() || request.isEmpty())) {
                throw new IllegalArgumentException(
                        "stop.graceful needs request and secondsAt where it says what takes");
            }
            if (takes.filter(seconds -> seconds >= withinSeconds).isPresent()) {
                throw new IllegalArgumentException("stop.graceful: takes has to be less than withinSeconds");
            }
        }

        /** How long the requests take, the longest first. */
        private List<Double> lengths(int times) {
            return takes.map(List::of)
                    .orElseGet(() -> SHARES.stream()
                            .map(share -> Math.min(share * withinSeconds * times, LONGEST))
                            .toList());
        }
    }

    @Override
    public String kind() {
        return "stop.graceful";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "`docker stop` sends SIGTERM to PID 1 and kills after ten seconds. Start the server directly with the JSON form of CMD, or "
                + "with `exec` in a script, and let it finish the requests that it has accepted.";
    }

    @Override
    public String defaultLesson() {
        return "08-health-and-signals#signals";
    }

    @Override
    public Moment moment() {
        return Moment.STOPPED;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String expected = "ends by itself within " + parameters.withinSeconds() + " s of the stop signal"
                + parameters
                        .request()
                        .map(r -> ", and answers what was asked before")
                        .orElse("");
        RunningService service = parameters.takes().isEmpty()
                ? seen.service()
                : seen.service(Circumstances.usual("to be stopped in a long answer"));
        if (parameters.request().isEmpty()) {
            service.stateAfter(BEFORE_THE_SIGNAL);
            List<Lines> suspects = StopSuspects.lines(service, seen);
            StopOutcome outcome = service.stop(Duration.ofSeconds(parameters.withinSeconds()));
            return onEnd(parameters, expected, outcome, suspects)
                    .orElseGet(() -> Finding.passed(expected, ending(outcome)));
        }
        Request request = parameters.request().get();
        HttpReply first = first(request, service, seen);
        if (!answered(first)) {
            return Finding.failed(
                    expected,
                    request.describe() + ": " + describe(first),
                    "The service does not answer even before it is told to stop.",
                    List.of());
        }
        Optional<Finding> judged = whileAnswering(parameters, 1, expected, service, seen);
        // Requests that had ended before the signal prove nothing; others do, if the service does what they ask for.
        String purpose = parameters.takes().isEmpty() ? "to be stopped again" : "to be stopped in a long answer again";
        return judged.or(
                        () -> whileAnswering(parameters, 2, expected, seen.service(Circumstances.usual(purpose)), seen))
                .orElseGet(() -> Finding.failed(
                        expected,
                        "no request was under way when the signal came",
                        "Requests that ask for seconds of work were answered before the stop signal, also when it was tried "
                                + "again: the service does not do what they ask for.",
                        List.of()));
    }

    /** Empty if no request was under way when the signal came. */
    private static Optional<Finding> whileAnswering(
            Parameters parameters, int times, String expected, RunningService service, Observations seen) {
        Duration grace = Duration.ofSeconds(parameters.withinSeconds());
        // In a container of its own, the service has to be there first.
        HttpReply first = first(parameters.request().orElseThrow(), service, seen);
        if (!answered(first)) {
            throw new Unobservable("the service did not answer a second time");
        }
        List<Lines> suspects = StopSuspects.lines(service, seen);
        StopUnderLoad stopped = service.stop(grace, volley(parameters, times, grace));
        Optional<Finding> wrong = onEnd(parameters, expected, stopped.outcome(), suspects);
        if (wrong.isPresent()) {
            return wrong;
        }
        List<Sent> underWay = stopped.requests().stream()
                .filter(Sent::accepted)
                .filter(sent -> wasUnderWay(sent, stopped))
                .toList();
        return underWay.isEmpty() ? Optional.empty() : Optional.of(judge(expected, stopped, underWay, suspects));
    }

    /** One that was answered may have been answered before the signal came; one that was not has been dropped. */
    private static boolean wasUnderWay(Sent sent, StopUnderLoad stopped) {
        return sent.ended().isAfter(answered(sent.reply()) ? stopped.delivered() : stopped.signalled());
    }

    /** Asked as one of many, which waits for a service that answers that it is not ready yet. */
    private static HttpReply first(Request request, RunningService service, Observations seen) {
        return service.http(List.of(request.probe(seen.startupTime(), Request.TIMEOUT)))
                .getFirst();
    }

    private static Finding judge(String expected, StopUnderLoad stopped, List<Sent> underWay, List<Lines> suspects) {
        List<Sent> dropped =
                underWay.stream().filter(sent -> !answered(sent.reply())).toList();
        String actual = ending(stopped.outcome()) + "; of " + underWay.size() + " requests that were under way, "
                + (underWay.size() - dropped.size()) + " were answered";
        return dropped.isEmpty()
                ? Finding.passed(expected, actual)
                : Finding.failed(
                        expected,
                        actual + "; another: " + describe(dropped.getFirst().reply()) + " after "
                                + Quantity.time(dropped.getFirst().took()),
                        "The service broke off a request that it had accepted: whoever asked the model gets an error at each "
                                + "deployment.",
                        suspects);
    }

    /**
     * Requests of several lengths, the longest first. All of them together take less than the time that the service has, so
     * that one that answers them one after the other can finish too.
     */
    private static List<HttpProbe> volley(Parameters parameters, int times, Duration grace) {
        Request request = parameters.request().orElseThrow();
        double least = parameters.takes().isPresent() ? 0.95 : 0.85;
        return parameters.lengths(times).stream()
                .map(seconds -> seconds * ThreadLocalRandom.current().nextDouble(least, 1.0))
                .map(seconds -> parameters
                        .secondsAt()
                        .map(at -> request.with(at, Math.round(seconds * 100) / 100.0))
                        .orElse(request))
                .map(drawn -> drawn.probe(Duration.ZERO, Request.TIMEOUT.plus(grace)))
                .toList();
    }

    /** What is wrong with how it ended. */
    private static Optional<Finding> onEnd(
            Parameters parameters, String expected, StopOutcome outcome, List<Lines> suspects) {
        if (outcome.killed()) {
            return Optional.of(Finding.failed(
                    expected,
                    "still running " + parameters.withinSeconds() + " s after the stop signal, then killed",
                    "Nothing in the container reacted to the stop signal: it was killed in the middle of its work. Either a "
                            + "shell is PID 1 and keeps the signal to itself, or the service does not handle it.",
                    suspects));
        }
        if (!ORDERLY.contains(outcome.exitCode())) {
            return Optional.of(Finding.failed(
                    expected,
                    ending(outcome),
                    "The service ended with an error when it was told to stop, so nobody can tell a normal end from a crash.",
                    suspects));
        }
        return Optional.empty();
    }

    private static boolean answered(HttpReply reply) {
        return reply instanceof HttpReply.Answer answer && answer.status() / 100 == 2;
    }

    private static String describe(HttpReply reply) {
        return switch (reply) {
            case HttpReply.Answer answer -> "answered with status " + answer.status();
            case HttpReply.NoAnswer none -> "no answer (" + Printable.of(none.reason(), 80) + ")";
        };
    }

    private static String ending(StopOutcome outcome) {
        return "ended after " + Quantity.time(outcome.took()) + " with exit code " + outcome.exitCode();
    }
}
