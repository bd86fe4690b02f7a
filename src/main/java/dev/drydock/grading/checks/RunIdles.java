package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.HttpReply.Answer;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The service answers as before when nobody has asked it anything for a while. */
@AutoService(Check.class)
public final class RunIdles implements Check<RunIdles.Parameters> {

    private static final Duration GRACE = Duration.ofSeconds(2);

    /** The first of the statuses that tell of the service's own troubles. */
    private static final int SERVER_ERROR = 500;

    /**
     * Parameters.
     *
     * @param seconds without requests
     * @param requests that are sent before and after, in this order
     */
    public record Parameters(
            @Key(value = "Seconds without requests.", min = 1, max = 180)
            int seconds,

            @Key(value = "Requests that are sent before and after, in this order.", min = 1)
            List<RepeatedRequest> requests) {

        public Parameters {
            requests = List.copyOf(requests);
        }

        private Duration idle() {
            return Duration.ofSeconds(seconds);
        }
    }

    /** A request with what it was answered before. */
    private record Asked(Request request, AnswerDemand before) {

        /** What it is answered now where that is something else; another answer counts when it is still given after a moment. */
        Optional<HttpReply> otherwise(RunningService service) {
            return Asking.until(service, request, GRACE, this::isAsBefore).isPresent()
                    ? Optional.empty()
                    : Optional.of(service.http(request.probe(Duration.ZERO, Request.TIMEOUT)))
                            .filter(now -> !(now instanceof Answer answer && isAsBefore(answer)));
        }

        private boolean isAsBefore(Answer answer) {
            return RepeatedRequest.isAsBefore(before, answer);
        }
    }

    @Override
    public String kind() {
        return "run.idles";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Start the container, ask it once, leave it alone for a minute or two, and ask again. Something in it counts the time since the "
                + "last request, and ends or refuses when it is too long.";
    }

    @Override
    public String defaultLesson() {
        return "12-operating-images#debugging";
    }

    @Override
    public Moment moment() {
        return Moment.RUNNING;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        RunningService service = seen.service();
        List<Asked> before = new ArrayList<>();
        for (RepeatedRequest repeated : parameters.requests()) {
            Request request = repeated.request();
            HttpReply reply = Asking.whenReady(service, request.probe(seen.startupTime(), Request.TIMEOUT));
            if (!(reply instanceof Answer answer)) {
                return neverAnswered(parameters, request, seen);
            }
            before.add(new Asked(request, repeated.asIn(answer)));
        }
        service.awaitUnasked(parameters.idle());
        for (Asked asked : before) {
            Optional<HttpReply> otherwise = asked.otherwise(service);
            if (otherwise.isPresent()) {
                return changed(parameters, asked, otherwise.get(), service, seen);
            }
        }
        return Finding.passed(expected(parameters), "answers as before");
    }

    private static Finding neverAnswered(Parameters parameters, Request request, Observations seen) {
        return Finding.failed(
                expected(parameters),
                "no answer before that",
                "Nothing answered " + request.describe() + ". " + Ports.explainSilence(seen, request.port()),
                Starting.linesWithoutCode(seen));
    }

    private static Finding changed(
            Parameters parameters, Asked before, HttpReply again, RunningService service, Observations seen) {
        ContainerState state = service.state();
        String request = before.request().describe();
        String now = again instanceof Answer answer
                ? String.join("; ", before.before().complaints(answer)) + ", in answer to " + request
                : state.running() ? "no answer to " + request : "ended with exit code " + state.exitCode();
        String log = Printable.of(service.logTail().strip(), 200);
        Finding finding = Finding.failed(
                expected(parameters),
                now,
                "Nobody asked the service anything for " + Quantity.time(parameters.idle()) + ", and then it "
                        + (state.running() ? "did not answer as before" : "was gone")
                        + ": something in it goes by the time since its start, or since the last request."
                        + (log.isEmpty() ? "" : " The end of its log: " + log),
                Probes.endsProcesses(seen) ? Probes.lines(seen) : Starting.linesWithoutCode(seen));
        // Who has nothing to do neither refuses nor ends because others are at work on the machine; its probe may be
        // slow for that.
        boolean refuses = again instanceof Answer answer && answer.status() < SERVER_ERROR;
        boolean ended = !state.running() && !Probes.endsProcesses(seen);
        return refuses || ended ? finding.asCertain() : finding;
    }

    private static String expected(Parameters parameters) {
        return "answers as before after " + Quantity.time(parameters.idle()) + " without requests";
    }
}
