package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.HttpReply.Answer;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The service answers again after its container was stopped and started again. */
@AutoService(Check.class)
public final class RunRestarts implements Check<RunRestarts.Parameters> {

    /** Once may leave a file that can be read again, and twice one that cannot. */
    private static final int TIMES = 3;

    /**
     * Parameters.
     *
     * @param path of the request
     * @param status of its answer
     * @param loading status of the first answer after it was started again, while it loads something; any, if left out
     * @param others that are sent before, each several times, such as those that leave something behind
     */
    public record Parameters(
            @Key(
                    value = "Path and query of the request, a GET.",
                    pattern = "/.*",
                    patternMeans = "a path that begins with a slash")
            String path,

            @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
            int port,

            @Key(value = "Status of the answer; 200 if left out.", min = 100, max = 599)
            Optional<Integer> status,

            @Key(
                    value =
                            "Status of the first answer after it was started again, while it loads something; any, if left out.",
                    min = 100,
                    max = 599)
            Optional<Integer> loading,

            @Key(
                    value =
                            "Requests that are sent before, each three times, such as those that leave something behind.",
                    min = 1)
            Optional<List<Request>> others) {

        public Parameters {
            others = others.map(List::copyOf);
        }

        Request request() {
            return Request.get(path, port);
        }
    }

    @Override
    public String kind() {
        return "run.restarts";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Start the container, `docker restart` it, and read `docker logs`. A container that is started again keeps the files that its "
                + "programs wrote, such as a PID file or a lock, and its process has the number 1 again.";
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
        int status = parameters.status().orElse(200);
        String expected = "answers " + parameters.request().describe() + " with status " + status
                + " after its container was stopped and started, and killed and started";
        RunningService service = seen.service(Circumstances.usual("to be started again"));
        if (!answers(parameters, status, service, seen)) {
            return Finding.failed(
                    expected,
                    "no such answer before that",
                    "Nothing answered " + parameters.request().describe() + " so the first time. "
                            + Ports.explainSilence(seen, parameters.port()),
                    Ports.guilty(seen, parameters.port()));
        }
        return again(expected, false, parameters, status, service, seen)
                .or(() -> again(expected, true, parameters, status, service, seen))
                .orElseGet(() -> Finding.passed(expected, "status " + status + " each time"));
    }

    /** Its failure, if it does not answer again. */
    private static Optional<Finding> again(
            String expected,
            boolean killed,
            Parameters parameters,
            int status,
            RunningService service,
            Observations seen) {
        leaveSomethingBehind(parameters, service, seen);
        service.restart(killed);
        Optional<Answer> first = Asking.until(service, parameters.request(), patience(seen), answer -> true);
        Optional<Answer> early = first.filter(answer -> parameters
                .loading()
                .filter(loading -> answer.status() != loading)
                .isPresent());
        if (early.isPresent()) {
            return Optional.of(tooEarly(expected, parameters, early.get(), seen));
        }
        return answers(parameters, status, service, seen)
                ? Optional.empty()
                : Optional.of(gone(expected, killed, parameters, service, seen));
    }

    /** What is answered is for other checks to judge. */
    private static void leaveSomethingBehind(Parameters parameters, RunningService service, Observations seen) {
        for (Request other : parameters.others().orElse(List.of())) {
            for (int i = 0; i < TIMES; i++) {
                HttpReply unused = service.http(other.probe(seen.startupTime(), Request.TIMEOUT));
            }
        }
    }

    private static boolean answers(Parameters parameters, int status, RunningService service, Observations seen) {
        return Asking.until(service, parameters.request(), patience(seen), answer -> answer.status() == status)
                .isPresent();
    }

    /** Twice what a start may take, as it is no longer counted on the container's own clock. */
    private static Duration patience(Observations seen) {
        return seen.startupTime().multipliedBy(2);
    }

    private static Finding tooEarly(String expected, Parameters parameters, Answer first, Observations seen) {
        return Finding.failed(
                expected,
                "status " + first.status() + " at first",
                "Started again, the service answered " + parameters.request().describe() + " with status "
                        + first.status()
                        + " at once, and not with " + parameters.loading().orElseThrow()
                        + " until it had loaded: it goes by something that the first start left, such as a file.",
                Starting.linesWithoutCode(seen));
    }

    private static String sentBefore(Parameters parameters) {
        return parameters
                .others()
                .map(others -> others.stream()
                        .map(Request::describe)
                        .distinct()
                        .collect(Collectors.joining(", ", " Before, it was sent ", " several times.")))
                .orElse("");
    }

    private static Finding gone(
            String expected, boolean killed, Parameters parameters, RunningService service, Observations seen) {
        ContainerState state = service.state();
        String log = Printable.of(service.logTail().strip(), 200);
        return Finding.failed(
                expected,
                state.running() ? "no such answer" : "ended with exit code " + state.exitCode(),
                (killed
                                ? "Killed and started again, as after a crash or for lack of memory, the service "
                                : "Stopped and started again, as by `docker restart`, the service ")
                        + (state.running() ? "does not answer as before." : "ends.")
                        + sentBefore(parameters)
                        + " Its container still has the files that the programs wrote before."
                        + (log.isEmpty() ? "" : " The end of its log: " + log),
                Starting.linesWithoutCode(seen));
    }
}
