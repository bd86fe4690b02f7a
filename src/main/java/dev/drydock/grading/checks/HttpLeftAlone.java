package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The service answers a request as it should when nobody has asked it anything for a while. */
@AutoService(Check.class)
public final class HttpLeftAlone implements Check<HttpLeftAlone.Parameters> {

    private static final int OK = 200;

    /**
     * Parameters.
     *
     * @param path with a leading slash
     * @param seconds without requests
     * @param before sent before that, unless another check has asked it already
     * @param expect of the answer, which is JSON
     */
    public record Parameters(
            @Key(value = "Path and query of a GET.", pattern = "/.*", patternMeans = "a path that begins with a slash")
            String path,

            @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
            int port,

            @Key(value = "Seconds without requests.", min = 1, max = 180)
            int seconds,

            @Key(value = "Requests that are sent before that, unless another check has asked it already.", min = 1)
            List<Request> before,

            @Key(value = "What the answer, as JSON, has to hold.", min = 1)
            List<JsonExpectation> expect) {

        public Parameters {
            before = List.copyOf(before);
            expect = List.copyOf(expect);
        }

        private Request request() {
            return Request.get(path, port);
        }

        private Duration idle() {
            return Duration.ofSeconds(seconds);
        }
    }

    @Override
    public String kind() {
        return "http.leftAlone";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Start the container, ask it a lot, leave it alone for a minute or two, and send the same request. Something in it works also "
                + "when nobody asks, or goes by how often it was asked.";
    }

    @Override
    public String defaultLesson() {
        return "12-operating-images#debugging";
    }

    @Override
    public Moment moment() {
        return Moment.APART;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        RunningService service = seen.service(Circumstances.leftAlone());
        if (!service.wasAsked()) {
            parameters
                    .before()
                    .forEach(before -> Asking.whenReady(service, before.probe(seen.startupTime(), Request.TIMEOUT)));
        }
        service.awaitUnasked(parameters.idle());
        var demand = new AnswerDemand(OK, Optional.empty(), parameters.expect());
        Request request = parameters.request();
        String expected = request.describe() + " answers with " + demand.describe() + ", after "
                + Quantity.time(parameters.idle()) + " without requests";
        return switch (Asking.whenReady(service, request.probe(seen.startupTime(), Request.TIMEOUT))) {
            case HttpReply.NoAnswer none ->
                Finding.failed(
                        expected,
                        "no answer: " + Printable.of(none.reason(), 120),
                        "Nothing answered " + request.describe() + ". " + Ports.explainSilence(seen, request.port()),
                        Ports.guilty(seen, request.port()));
            case HttpReply.Answer answer -> judge(expected, demand, request, answer);
        };
    }

    private static Finding judge(String expected, AnswerDemand demand, Request request, HttpReply.Answer answer) {
        String measured = "status " + answer.status();
        List<String> complaints = demand.complaints(answer);
        if (complaints.isEmpty()) {
            return Finding.passed(expected, measured);
        }
        Finding failed = Finding.failed(
                expected,
                measured + ": " + Printable.of(answer.body(), 160),
                "Left alone after others had asked it, the service answers " + request.describe()
                        + " otherwise than it should: " + String.join("; ", complaints) + ".",
                List.of());
        return demand.isOnTime(answer) ? failed.asCertain() : failed;
    }
}
