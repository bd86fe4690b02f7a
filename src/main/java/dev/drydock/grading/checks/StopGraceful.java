package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.EngineException;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.StopOutcome;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Told to stop, the service ends by itself in time and finishes what it is doing. */
@AutoService(Check.class)
public final class StopGraceful implements Check<StopGraceful.Parameters> {

    /** What programs end with that were asked to: 0, or 128 and the number of SIGINT or SIGTERM. */
    private static final Set<Integer> ORDERLY = Set.of(0, 130, 143);

    /** For the request to be under way when the signal comes. */
    private static final Duration UNDER_WAY = Duration.ofMillis(300);

    private static final Duration BEFORE_THE_SIGNAL = Duration.ofSeconds(2);

    /**
     * Parameters.
     *
     * @param withinSeconds from the stop signal to the end
     * @param request under way when the signal comes; has to take half a second at least
     */
    public record Parameters(
            @Key(value = "Most seconds from the stop signal to the end.", min = 1, max = 60)
            int withinSeconds,

            @Key("A request that takes at least half a second, and is under way when the signal comes.")
            Optional<Request> request) {}

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
        RunningService service = seen.service();
        if (parameters.request().isEmpty()) {
            service.stateAfter(BEFORE_THE_SIGNAL);
            StopOutcome outcome = service.stop(Duration.ofSeconds(parameters.withinSeconds()));
            return onEnd(parameters, expected, outcome, seen)
                    .orElseGet(() -> Finding.passed(expected, ending(outcome)));
        }
        Request request = parameters.request().get();
        HttpReply first = service.http(request.probe(seen.startupTime(), Request.TIMEOUT));
        if (!answered(first)) {
            return Finding.failed(
                    expected,
                    request.describe() + ": " + describe(first),
                    "The service does not answer even before it is told to stop.",
                    List.of());
        }
        return whileAnswering(parameters, request, expected, seen);
    }

    private static Finding whileAnswering(Parameters parameters, Request request, String expected, Observations seen) {
        RunningService service = seen.service();
        Duration grace = Duration.ofSeconds(parameters.withinSeconds());
        try (ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpReply> inFlight =
                    aside.submit(() -> service.http(request.probe(Duration.ZERO, Request.TIMEOUT.plus(grace))));
            Thread.sleep(UNDER_WAY);
            boolean early = inFlight.isDone();
            StopOutcome outcome = service.stop(grace);
            HttpReply reply = inFlight.get();
            Optional<Finding> wrong = onEnd(parameters, expected, outcome, seen);
            if (wrong.isPresent()) {
                return wrong.get();
            }
            String actual = ending(outcome) + "; the request that was under way: " + describe(reply)
                    + (early ? ", before the signal came" : "");
            return answered(reply)
                    ? Finding.passed(expected, actual)
                    : Finding.failed(
                            expected,
                            actual,
                            "The service broke off a request that it had accepted: whoever asked the model gets an error at "
                                    + "each deployment.",
                            Guilty.linesOf(seen.dockerfile(), "CMD", "ENTRYPOINT"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while the service was stopped", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** What is wrong with how it ended. */
    private static Optional<Finding> onEnd(
            Parameters parameters, String expected, StopOutcome outcome, Observations seen) {
        if (outcome.killed()) {
            return Optional.of(Finding.failed(
                    expected,
                    "still running " + parameters.withinSeconds() + " s after the stop signal, then killed",
                    "Nothing in the container reacted to the stop signal: it was killed in the middle of its work. Either a "
                            + "shell is PID 1 and keeps the signal to itself, or the service does not handle it.",
                    Guilty.linesOf(seen.dockerfile(), "CMD", "ENTRYPOINT")));
        }
        if (!ORDERLY.contains(outcome.exitCode())) {
            return Optional.of(Finding.failed(
                    expected,
                    ending(outcome),
                    "The service ended with an error when it was told to stop, so nobody can tell a normal end from a crash.",
                    Guilty.linesOf(seen.dockerfile(), "CMD", "ENTRYPOINT")));
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
