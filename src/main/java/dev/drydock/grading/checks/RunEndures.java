package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerProcesses;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The service still answers after many requests. */
@AutoService(Check.class)
public final class RunEndures implements Check<RunEndures.Parameters> {

    /** For all requests together; who answers more slowly is asked fewer. */
    private static final Duration TIME = Duration.ofSeconds(30);

    /** What uvicorn calls the setting that ends it; gunicorn's only ends workers, which it replaces. */
    private static final List<String> SETTINGS =
            List.of("limit-max-requests", "LIMIT_MAX_REQUESTS", "limit_max_requests");

    private static final Pattern LIMIT = Pattern.compile("(?i)limit[-_]max[-_]requests[= ](?<number>[0-9]{1,7})");

    private static final String TIME_LIMIT = "timeout";

    /** What is still tried. */
    private static final int MOST_REQUESTS = 30_000;

    private static final int BEYOND = 50;

    /**
     * Parameters.
     *
     * @param path of the request, whose answer should cost the service little
     * @param requests how many are sent
     * @param others of which each is sent 200 times before, such as those that are refused
     */
    public record Parameters(
            @Key(
                    value = "Path and query of the request, a GET that costs little.",
                    pattern = "/.*",
                    patternMeans = "a path that begins with a slash")
            String path,

            @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
            int port,

            @Key(
                    value = "How many requests are sent, as long as half a minute is enough for them.",
                    min = 2,
                    max = 20_000)
            int requests,

            @Key(value = "Requests of which each is sent 200 times before, such as those that are refused.", min = 1)
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
        return "run.endures";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Something ends the service after a number of requests, such as uvicorn's --limit-max-requests. That is meant for "
                + "servers that something else starts anew; a container is gone when its process ends.";
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
        String expected =
                "still answers " + parameters.request().describe() + " after " + answers(parameters.requests());
        RunningService service = seen.service(Circumstances.usual("many requests"));
        HttpProbe probe = parameters.request().probe(seen.startupTime(), Request.TIMEOUT);
        if (service.http(probe) instanceof HttpReply.NoAnswer none) {
            return Finding.failed(
                    expected,
                    "no answer to the first one: " + Printable.of(none.reason(), 120),
                    "Nothing answered " + parameters.request().describe() + ". "
                            + Ports.explainSilence(seen, parameters.port()),
                    Starting.lines(seen));
        }
        Optional<Finding> limited = timeLimit(expected, parameters, service, seen);
        if (limited.isPresent()) {
            return limited.get();
        }
        return parameters.others().orElse(List.of()).stream()
                .flatMap(other -> new WornOut(other, service, seen).judge().stream())
                .findFirst()
                .orElseGet(() -> repeated(expected, parameters, probe, service, seen));
    }

    /** Above the service, coreutils' timeout: it ends the service one day, which nobody can wait for. */
    private static Optional<Finding> timeLimit(
            String expected, Parameters parameters, RunningService service, Observations seen) {
        if (!service.state().running()) {
            return Optional.empty();
        }
        ContainerProcesses processes = service.processes();
        return processes.listeningOn(parameters.port()).stream()
                .flatMap(server -> processes.wayTo(server).stream())
                .filter(process -> process.commandLine().stream()
                        .findFirst()
                        .filter(name -> ProcessOne.name(name).equals(TIME_LIMIT))
                        .isPresent())
                .findFirst()
                .map(process -> Finding.failed(
                        expected,
                        "it runs below `" + Printable.of(String.join(" ", process.commandLine()), 80) + "`",
                        "The service is started by " + TIME_LIMIT
                                + ", which ends it when the time is up, and the container with it.",
                        Guilty.mentioning(seen.dockerfile(), TIME_LIMIT, "CMD", "ENTRYPOINT")));
    }

    private static Finding repeated(
            String expected, Parameters parameters, HttpProbe probe, RunningService service, Observations seen) {
        int requests = Math.max(parameters.requests(), beyondLimit(service));
        Duration time = TIME.multipliedBy(requests).dividedBy(parameters.requests());
        int answered = service.repeat(probe, requests - 1, time) + 1;
        // Who replaces a worker now and then needs a moment for it.
        if (Asking.until(service, parameters.request(), seen.startupTime(), answer -> true)
                .isPresent()) {
            return Finding.passed(expected, "answers again after " + answers(answered));
        }
        return ended(expected, answered, service.state(), seen);
    }

    private static Finding ended(String expected, int answered, ContainerState state, Observations seen) {
        return Finding.failed(
                expected,
                (state.running() ? "no answer" : "ended with exit code " + state.exitCode()) + " after "
                        + answers(answered),
                "The service was asked the same thing again and again, and after " + answers(answered)
                        + (state.running()
                                ? " it answers nobody any more, although it still runs."
                                : " it was gone. Nothing in the container starts it again."),
                lines(state, seen));
    }

    /** A few more than a process is told to end after, by its command line or its environment; 0 where none is told so. */
    private static int beyondLimit(RunningService service) {
        if (!service.state().running()) {
            return 0;
        }
        return service.processes().all().stream()
                .flatMap(process -> Stream.concat(
                        Stream.of(String.join(" ", process.commandLine())),
                        process.environment().entrySet().stream().map(Object::toString)))
                .map(LIMIT::matcher)
                .filter(Matcher::find)
                .mapToInt(limit -> Integer.parseInt(limit.group("number")))
                .filter(limit -> limit <= MOST_REQUESTS)
                .map(limit -> limit + BEYOND)
                .max()
                .orElse(0);
    }

    /** Who ended by a setting did so in good order. */
    private static List<Lines> lines(ContainerState state, Observations seen) {
        boolean inOrder = !state.running() && state.exitCode() == 0;
        Optional<Lines> setting = SETTINGS.stream()
                .filter(name -> inOrder)
                .flatMap(name -> Mention.last(seen.dockerfile(), name).stream())
                .findFirst();
        return setting.map(Stream::of)
                .orElseGet(() -> Starting.linesWithoutCode(seen).stream())
                .toList();
    }

    private static String answers(int count) {
        return count == 1 ? "1 answer" : String.format(Locale.ROOT, "%,d answers", count);
    }
}
