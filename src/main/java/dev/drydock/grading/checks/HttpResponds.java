package dev.drydock.grading.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.HttpReply.Answer;
import dev.drydock.engine.HttpReply.NoAnswer;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.grading.Settled;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service answers a request as it should. */
@AutoService(Check.class)
public final class HttpResponds implements Check<HttpResponds.Parameters> {

    private static final int SERVER_ERROR = 500;

    /**
     * The request and what is expected of the answer.
     *
     * @param method GET if left out
     * @param path with a leading slash
     * @param json sent as the body, with a content type unless {@code headers} names one
     * @param headers of the request
     * @param status 200 if left out
     * @param withinMillis most time that the answer may take
     * @param expect of an answer in JSON
     */
    public record Parameters(
            @Key(value = "HTTP method, GET if left out.", pattern = "[A-Z]+", patternMeans = "capital letters")
            Optional<String> method,

            @Key(value = "Path and query.", pattern = "/.*", patternMeans = "a path that begins with a slash")
            String path,

            @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
            int port,

            @Key("Body of the request.") Optional<JsonNode> json,
            @Key("Headers of the request.") Optional<Map<String, String>> headers,

            @Key(value = "Status of the answer, 200 if left out.", min = 100, max = 599)
            Optional<Integer> status,

            @Key(value = "Most milliseconds that the answer may take.", min = 1, max = 60_000)
            Optional<Long> withinMillis,

            @Key("What the answer, as JSON, has to hold.") Optional<List<JsonExpectation>> expect) {

        Request request() {
            return new Request(method, path, port, json, headers);
        }

        Optional<Duration> bound() {
            return withinMillis.map(Duration::ofMillis);
        }

        AnswerDemand demand() {
            return new AnswerDemand(status.orElse(200), bound(), expect.orElse(List.of()));
        }

        HttpProbe probe(Duration patience) {
            // An answer that comes too late is still waited for: "took 6.1 s" helps more than "no answer".
            Duration timeout = bound().map(limit -> limit.multipliedBy(2))
                    .filter(twice -> twice.compareTo(Request.TIMEOUT) > 0)
                    .orElse(Request.TIMEOUT);
            return request().probe(patience, timeout);
        }
    }

    @Override
    public String kind() {
        return "http.responds";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Start the image with its port published and send the same request with curl. Compare status and answer "
                + "with what the brief asks for, and read what the service logs meanwhile.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#first-service";
    }

    @Override
    public Moment moment() {
        return Moment.RUNNING;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        AnswerDemand demand = parameters.demand();
        String expected = parameters.request().describe() + " answers with " + demand.describe();
        // A service that had not answered when its time was up is not judged by what it does later.
        Settled settled = seen.service().settled(parameters.port(), seen.startupTime());
        HttpReply reply =
                settled.hasAnswered() ? reply(parameters, seen.service(), seen.startupTime()) : settled.reply();
        return switch (reply) {
            case NoAnswer none ->
                Finding.failed(
                        expected,
                        "no answer: " + Printable.of(none.reason(), 120),
                        "Nothing answered " + Printable.of(parameters.request().describe(), 120) + ". "
                                + Ports.explainSilence(seen, parameters.port()),
                        Ports.guilty(seen, settled));
            case Answer answer -> judge(expected, demand, parameters, answer);
        };
    }

    /** Where no server's error is wanted, one that comes too early is not the answer. */
    private static HttpReply reply(Parameters parameters, RunningService service, Duration patience) {
        HttpProbe probe = parameters.probe(patience);
        return parameters.status().orElse(200) < SERVER_ERROR ? Asking.whenReady(service, probe) : service.http(probe);
    }

    private static Finding judge(String expected, AnswerDemand demand, Parameters parameters, Answer answer) {
        String measured = "status " + answer.status() + " after " + Quantity.time(answer.took());
        List<String> complaints = demand.complaints(answer);
        if (complaints.isEmpty()) {
            return Finding.passed(expected, measured);
        }
        String what = String.join("; ", complaints);
        Finding failed = Finding.failed(
                expected,
                measured + ": " + Printable.of(answer.body(), 160),
                "The service answers " + parameters.request().describe() + ", but not as its callers rely on: " + what
                        + ".",
                List.of());
        return demand.isOnTime(answer) ? failed.asCertain() : failed;
    }
}
