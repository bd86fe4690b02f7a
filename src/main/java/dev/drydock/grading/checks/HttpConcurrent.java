package dev.drydock.grading.checks;

import com.fasterxml.jackson.core.JsonPointer;
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
import java.util.stream.Stream;

/** Several clients are answered that each keep their connection open, as browsers and load balancers do. */
@AutoService(Check.class)
public final class HttpConcurrent implements Check<HttpConcurrent.Parameters> {

    static final List<String> SETTINGS = List.of("limit-concurrency", "LIMIT_CONCURRENCY", "limit_concurrency");

    /**
     * Parameters.
     *
     * @param path of each request
     * @param status of each answer
     * @param clients how many there are
     * @param busy a request that takes a second or more, which one client sends and then all of them at once; the path has to
     *     answer meanwhile
     * @param busyClients how many send it at once
     * @param secondsAt where it says how long it takes
     * @param takes how long it takes where one client alone sends it
     * @param also further paths that have to answer while it is under way
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
            int clients,

            @Key(
                    "A request that takes a second or more: one client sends it, and then all at once, and `path` has to answer with `status` meanwhile.")
            Optional<Request> busy,

            @Key(
                    value = "How many of them send that request at once; as many as there are clients, if left out.",
                    min = 2,
                    max = 64)
            Optional<Integer> busyClients,

            @Key("JSON pointer to where that request says how many seconds it takes.")
            Optional<String> secondsAt,

            @Key(
                    value = "Seconds that it takes where one client alone sends it; as it stands, if left out.",
                    min = 2,
                    max = 30)
            Optional<Double> takes,

            @Key(value = "Further paths that have to answer with `status` while that request is under way.", min = 1)
            Optional<List<String>> also) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            also = also.map(List::copyOf);
            secondsAt.ifPresent(JsonPointer::compile);
            if (takes.isPresent() && (secondsAt.isEmpty() || busy.isEmpty())) {
                throw new IllegalArgumentException("http.concurrent needs busy and secondsAt where it says what takes");
            }
            if (also.isPresent() && busy.isEmpty()) {
                throw new IllegalArgumentException(
                        "http.concurrent asks also other paths where there is something busy");
            }
        }

        int working() {
            return busyClients.orElse(clients);
        }

        Request request() {
            return Request.get(path, port);
        }

        /** What is asked while the service is busy. */
        List<Request> meanwhile() {
            return Stream.concat(Stream.of(path), also.stream().flatMap(List::stream))
                    .map(each -> Request.get(each, port))
                    .toList();
        }

        /** The busy request as one client alone sends it. */
        Optional<Request> alone() {
            return busy.map(request -> takes.map(seconds -> request.with(secondsAt.orElseThrow(), seconds))
                    .orElse(request));
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
                + " clients that keep their connections open are all answered with status " + wanted
                + parameters
                        .busy()
                        .map(busy -> ", also while " + parameters.working() + " wait for " + busy.describe())
                        .orElse("");
        RunningService service = seen.service();
        if (Asking.whenReady(service, parameters.request().probe(seen.startupTime(), Request.TIMEOUT))
                instanceof HttpReply.NoAnswer none) {
            return Finding.failed(
                    expected,
                    "no answer to the first one: " + Printable.of(none.reason(), 120),
                    "Nothing answered " + parameters.request().describe() + ". "
                            + Ports.explainSilence(seen, parameters.port()),
                    Ports.guilty(seen, parameters.port()));
        }
        return connected(parameters, wanted, expected, service, seen)
                .or(() -> parameters
                        .busy()
                        .flatMap(busy -> new BusyTrial(parameters, busy, wanted, expected, seen).judge()))
                .orElseGet(() -> Finding.passed(expected, "all " + parameters.clients() + " were answered"));
    }

    private static Optional<Finding> connected(
            Parameters parameters, int wanted, String expected, RunningService service, Observations seen) {
        List<OptionalInt> statuses =
                service.connect(new Sampling.Request(parameters.port(), parameters.path()), parameters.clients());
        for (int client = 0; client < statuses.size(); client++) {
            OptionalInt status = statuses.get(client);
            if (status.isEmpty() || status.getAsInt() != wanted) {
                return Optional.of(refused(expected, client + 1, status, seen));
            }
        }
        return Optional.empty();
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
