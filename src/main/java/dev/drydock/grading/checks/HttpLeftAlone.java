package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Pause;
import dev.drydock.grading.RunningService;
import dev.drydock.grading.StartPlan;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The service answers requests as it should when nobody has asked it anything for a while. */
@AutoService(Check.class)
public final class HttpLeftAlone implements Check<HttpLeftAlone.Parameters> {

    private static final int OK = 200;

    /** Until who was told to load by a request has begun to, and the kernel has said so. */
    private static final Duration BEGINS = Duration.ofSeconds(1);

    /**
     * Parameters.
     *
     * @param path with a leading slash
     * @param seconds without requests
     * @param before sent before that, unless another check has asked it already
     * @param after sent after that, in this order, and before the GET
     * @param file of the context, which nobody may open because of those
     * @param expect of the answer to the GET, which is JSON
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

            @Key(value = "Requests that are sent after that, before the GET, each as of http.responds.", min = 1)
            Optional<List<HttpResponds.Parameters>> after,

            @Key("File of the context that nobody may open then; any may be opened, if left out.")
            Optional<String> file,

            @Key(value = "What the answer, as JSON, has to hold.", min = 1)
            List<JsonExpectation> expect) {

        public Parameters {
            before = List.copyOf(before);
            after = after.map(List::copyOf);
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
    public StartPlan fromStart(Parameters parameters) {
        return parameters
                .file()
                .map(file -> new StartPlan(List.of(), Duration.ZERO, Set.of(file)))
                .orElse(StartPlan.NOTHING);
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
        Optional<Finding> changed = askAgain(parameters, service, seen);
        if (changed.isPresent()) {
            return changed.get();
        }
        var demand = new AnswerDemand(OK, Optional.empty(), parameters.expect());
        Request request = parameters.request();
        HttpReply reply = Asking.whenReady(service, request.probe(seen.startupTime(), Request.TIMEOUT));
        return wrong(parameters, request, demand, reply, seen)
                .orElseGet(() -> Finding.passed(expected(request, demand, parameters), "status " + OK));
    }

    /** What is wrong with the answers to what is sent first, or with what is done for them. */
    private static Optional<Finding> askAgain(Parameters parameters, RunningService service, Observations seen) {
        Set<String> places = parameters.file().map(seen::placesOf).orElse(Set.of());
        int before = openings(service, places);
        for (HttpResponds.Parameters again : parameters.after().orElse(List.of())) {
            HttpReply reply = service.http(again.probe(Duration.ZERO));
            Optional<Finding> wrong = wrong(parameters, again.request(), again.demand(), reply, seen);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        if (!places.isEmpty()) {
            Pause.of(BEGINS);
        }
        return openings(service, places) > before ? Optional.of(openedAgain(parameters)) : Optional.empty();
    }

    private static int openings(RunningService service, Set<String> places) {
        return places.isEmpty() ? 0 : service.activity().openings(places).size();
    }

    private static Finding openedAgain(Parameters parameters) {
        String file = parameters.file().orElseThrow();
        return Finding.failed(
                "nobody opens " + file + " for the first requests after " + Quantity.time(parameters.idle())
                        + " without any",
                file + " was opened for them",
                "Left alone for " + Quantity.time(parameters.idle())
                        + ", the service had to load again what it had loaded: whoever asks "
                        + "first has to wait for it. Keep it as long as the service runs.",
                List.of());
    }

    private static Optional<Finding> wrong(
            Parameters parameters, Request request, AnswerDemand demand, HttpReply reply, Observations seen) {
        String expected = expected(request, demand, parameters);
        return switch (reply) {
            case HttpReply.NoAnswer none ->
                Optional.of(Finding.failed(
                        expected,
                        "no answer: " + Printable.of(none.reason(), 120),
                        "Nothing answered " + request.describe() + ". " + Ports.explainSilence(seen, request.port()),
                        Ports.guilty(seen, request.port())));
            case HttpReply.Answer answer when demand.complaints(answer).isEmpty() -> Optional.empty();
            case HttpReply.Answer answer -> Optional.of(otherwise(expected, demand, request, answer));
        };
    }

    private static Finding otherwise(String expected, AnswerDemand demand, Request request, HttpReply.Answer answer) {
        Finding failed = Finding.failed(
                expected,
                "status " + answer.status() + ": " + Printable.of(answer.body(), 160),
                "Left alone after others had asked it, the service answers " + request.describe()
                        + " otherwise than it should: " + String.join("; ", demand.complaints(answer)) + ".",
                List.of());
        return demand.isOnTime(answer) ? failed.asCertain() : failed;
    }

    private static String expected(Request request, AnswerDemand demand, Parameters parameters) {
        return request.describe() + " answers with " + demand.describe() + ", after " + Quantity.time(parameters.idle())
                + " without requests";
    }
}
