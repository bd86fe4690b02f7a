package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.Sampling;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Several clients are answered that each keep their connection open, as browsers and load balancers do. */
@AutoService(Check.class)
public final class HttpConcurrent implements Check<HttpConcurrent.Parameters> {

    private static final List<String> SETTINGS = List.of("limit-concurrency", "LIMIT_CONCURRENCY", "limit_concurrency");

    /**
     * Parameters.
     *
     * @param path of each request
     * @param status of each answer
     * @param clients how many there are
     */
    public record Parameters(
            @Key(
                    value = "Path and query of each request, a GET.",
                    pattern = "/.*",
                    patternMeans = "a path that begins with a slash")
            String path,

            @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
            int port,

            @Key(value = "Status of each answer; 200 if left out.", min = 100, max = 599)
            Optional<Integer> status,

            @Key(value = "How many clients there are.", min = 2, max = 64)
            int clients) {

        Request request() {
            return Request.get(path, port);
        }
    }

    @Override
    public String kind() {
        return "http.concurrent";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "A client may keep its connection when it has its answer, and others ask meanwhile. Something in the service or in its start "
                + "command allows too few of them, such as uvicorn's --limit-concurrency.";
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
        int wanted = parameters.status().orElse(200);
        String expected = parameters.clients()
                + " clients that keep their connections open are all answered with status " + wanted;
        RunningService service = seen.service();
        if (service.http(parameters.request().probe(seen.startupTime(), Request.TIMEOUT))
                instanceof HttpReply.NoAnswer none) {
            return Finding.failed(
                    expected,
                    "no answer to the first one: " + Printable.of(none.reason(), 120),
                    "Nothing answered " + parameters.request().describe() + ". "
                            + Ports.explainSilence(seen, parameters.port()),
                    List.of());
        }
        List<OptionalInt> statuses =
                service.connect(new Sampling.Request(parameters.port(), parameters.path()), parameters.clients());
        for (int client = 0; client < statuses.size(); client++) {
            OptionalInt status = statuses.get(client);
            if (status.isEmpty() || status.getAsInt() != wanted) {
                return refused(expected, client + 1, status, seen);
            }
        }
        return Finding.passed(expected, "all " + statuses.size() + " were answered");
    }

    private static Finding refused(String expected, int client, OptionalInt status, Observations seen) {
        String answer = status.isEmpty() ? "no answer" : "status " + status.getAsInt();
        return Finding.failed(
                expected,
                "client " + client + " got " + answer,
                "While other clients had their answers and kept their connections open, as browsers, load balancers and libraries do, "
                        + "client " + client + " got " + answer + ".",
                Starting.setting(SETTINGS, seen));
    }
}
