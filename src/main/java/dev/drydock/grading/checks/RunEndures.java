package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerProcess;
import dev.drydock.engine.ContainerProcesses;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.Repetition;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service still answers after many requests. */
@AutoService(Check.class)
public final class RunEndures implements Check<RunEndures.Parameters> {

    /** For all requests together; who answers more slowly is asked fewer. */
    private static final Duration TIME = Duration.ofSeconds(30);

    /** More than a pool of threads, connections or slots usually has. */
    private static final int USUAL_TIMES = 200;

    /** No matter how many requests a limit asks for. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * Parameters.
     *
     * @param path of the request, whose answer should cost the service little
     * @param requests how many are sent
     * @param others of which each is sent many times before, such as those that are refused
     * @param times that each of others is sent; 200 if left out
     * @param expect of the answer to path
     * @param atOnce whether an answer to path, or to a GET among the others, that is not as before counts, though it may be
     *     better after a moment
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

            @Key(value = "Requests of which each is sent many times before, such as those that are refused.", min = 1)
            Optional<List<RepeatedRequest>> others,

            @Key(
                    value = "How many times each of others is sent, as long as 20 seconds are enough; 200 if left out.",
                    min = 2,
                    max = 5_000)
            Optional<Integer> times,

            @Key("What the answer to path, as JSON, has to hold after the others as before them, besides its status.")
            Optional<List<JsonExpectation>> expect,

            @Key(
                    "Whether path, and each GET of the others, has to be answered so at once after others; after a moment will do, if left out.")
            Optional<Boolean> atOnce) {

        public Parameters {
            others = others.map(List::copyOf);
        }

        Request request() {
            return Request.get(path, port);
        }

        /** A GET costs little, and a service that answers it is asked by whoever watches it. */
        boolean atOnce(RepeatedRequest other) {
            return atOnce.orElse(false) && other.method().orElse("GET").equals("GET");
        }

        RepeatedRequest repeated() {
            return RepeatedRequest.get(path, port, expect);
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
                    Starting.linesWithoutCode(seen));
        }
        // What it answers while it starts is another matter; who never gets ready has other troubles.
        WornOut asked = WornOut.of(parameters.repeated(), parameters.atOnce(parameters.repeated()), service, seen);
        Optional<Finding> limited = limited(expected, parameters, service, seen);
        if (limited.isPresent()) {
            return limited.get();
        }
        // Each once, before any of them is sent often.
        List<WornOut> others = parameters.others().orElse(List.of()).stream()
                .map(other -> WornOut.of(other, parameters.atOnce(other), service, seen))
                .toList();
        List<WornOut> again = Stream.concat(Stream.of(asked), others.stream().filter(WornOut::atOnce))
                .toList();
        return others.stream()
                .flatMap(other ->
                        other.repeated(parameters.times().orElse(USUAL_TIMES)).or(() -> firstOf(again)).stream())
                .findFirst()
                .or(() -> firstOf(others))
                .orElseGet(() -> repeated(expected, parameters, probe, asked, seen));
    }

    /** What other requests changed, if anything. */
    private static Optional<Finding> firstOf(List<WornOut> again) {
        return again.stream().flatMap(asked -> asked.afterOthers().stream()).findFirst();
    }

    /** What ends the service one day, which nobody can wait for. */
    private static Optional<Finding> limited(
            String expected, Parameters parameters, RunningService service, Observations seen) {
        if (!service.state().running()) {
            return Optional.empty();
        }
        ContainerProcesses processes = service.processes();
        Optional<Finding> inTime = processes.listeningOn(parameters.port()).stream()
                .flatMap(server -> processes.wayTo(server).stream())
                .filter(ServiceLimits::isTimeLimit)
                .findFirst()
                .map(process -> startedToEnd(expected, process, ServiceLimits.linesOfTimeLimit(seen)));
        return inTime.or(() -> processes
                .first()
                .filter(processes.listeningOn(parameters.port())::contains)
                .filter(ServiceLimits::endsAfterRequests)
                .map(process -> startedToEnd(expected, process, ServiceLimits.lines(seen))));
    }

    private static Finding startedToEnd(String expected, ContainerProcess process, List<Lines> lines) {
        return Finding.failed(
                expected,
                "started as `" + Printable.of(String.join(" ", process.commandLine()), 120) + "`",
                "The start command ends the service after some time, or after a number of requests, and the container with it: nothing "
                        + "in there starts it again.",
                lines);
    }

    private static Finding repeated(
            String expected, Parameters parameters, HttpProbe probe, WornOut asked, Observations seen) {
        RunningService service = asked.service();
        int requests = Math.max(parameters.requests(), ServiceLimits.beyond(service));
        Duration wanted = TIME.multipliedBy(requests).dividedBy(parameters.requests());
        Duration time = wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
        Map<Integer, Integer> statuses = service.repeat(probe, Repetition.inARow(requests - 1, time));
        int answered = statuses.values().stream().mapToInt(Integer::intValue).sum() + 1;
        // Who replaces a worker now and then needs a moment for it.
        if (Asking.until(service, parameters.request(), seen.startupTime(), answer -> true)
                .isEmpty()) {
            return ended(expected, answered, service.state(), seen);
        }
        return statuses.size() < 2
                ? asked.afterOthers()
                        .orElseGet(() -> Finding.passed(expected, "answers again after " + answers(answered)))
                : otherwise(expected, parameters, new TreeMap<>(statuses), seen);
    }

    /** Nobody else asks it, and it is asked for the same thing each time. */
    private static Finding otherwise(
            String expected, Parameters parameters, SortedMap<Integer, Integer> statuses, Observations seen) {
        String shares = statuses.entrySet().stream()
                .map(entry -> entry.getValue() + " times status " + entry.getKey())
                .collect(Collectors.joining(", "));
        return Finding.failed(
                expected,
                shares,
                "Asked the same thing again and again, " + parameters.request().describe()
                        + " was answered now so, now so (" + shares
                        + "): something in the service is replaced or used up after a number of requests.",
                ServiceLimits.lines(seen));
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
                ServiceLimits.lines(seen));
    }

    private static String answers(int count) {
        return count == 1 ? "1 answer" : String.format(Locale.ROOT, "%,d answers", count);
    }
}
