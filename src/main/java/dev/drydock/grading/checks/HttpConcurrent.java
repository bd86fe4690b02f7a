package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.Sampling;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.Collections;
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
     * @param busy a request that takes a second or more, which all of them send at once; the path has to answer meanwhile
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
                    "A request that takes a second or more: all clients send it at once, and `path` has to answer with `status` meanwhile.")
            Optional<Request> busy,

            @Key(
                    value = "How many of them send that request at once; as many as there are clients, if left out.",
                    min = 2,
                    max = 64)
            Optional<Integer> busyClients) {

        int working() {
            return busyClients.orElse(clients);
        }

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
                .or(() -> parameters.busy().flatMap(busy -> whileBusy(parameters, busy, wanted, expected, seen)))
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

    /** Who has no thread left for it answers late, which is another matter. */
    private static Optional<Finding> whileBusy(
            Parameters parameters, Request busy, int wanted, String expected, Observations seen) {
        List<HttpProbe> work =
                Collections.nCopies(parameters.working(), busy.probe(Duration.ZERO, Request.TIMEOUT.multipliedBy(2)));
        Asking.Meanwhile came =
                Asking.during(seen.service(), work, parameters.request().probe(Duration.ZERO, Request.TIMEOUT));
        Optional<Integer> other =
                came.statuses().stream().filter(status -> status != wanted).findFirst();
        if (other.isPresent()) {
            return Optional.of(Finding.failed(
                    expected,
                    "status " + other.get() + " while " + parameters.working() + " requests were under way",
                    "While " + parameters.working() + " clients waited for " + busy.describe() + ", "
                            + parameters.request().describe() + " was answered with status " + other.get()
                            + ", although it says " + wanted + " otherwise.",
                    Starting.setting(SETTINGS, seen)));
        }
        return came.answered() > 0
                ? Optional.empty()
                : Optional.of(Finding.failed(
                        expected,
                        "none of " + parameters.working() + " requests at the same time was answered with success",
                        "Asked by " + parameters.working() + " clients at the same time, " + busy.describe()
                                + " succeeded for none of them.",
                        Starting.setting(SETTINGS, seen)));
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
