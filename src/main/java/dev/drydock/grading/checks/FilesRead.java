package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.Activity;
import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.ContainerProcess;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.Repetition;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Pause;
import dev.drydock.grading.RunningService;
import dev.drydock.grading.Settled;
import dev.drydock.grading.StartPlan;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The service opens a file once, by itself, when it starts: seen from outside, in a container that nobody asks anything until
 * then, and that is asked a lot afterwards.
 */
@AutoService(Check.class)
public final class FilesRead implements Check<FilesRead.Parameters> {

    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int ROUNDS = 4;

    /** Each of the requests as often with nothing between: something may count them, or failures that follow each other. */
    private static final int IN_A_ROW = 2500;

    private static final Duration ROW = Duration.ofSeconds(15);

    /**
     * Parameters.
     *
     * @param file of the context
     * @param port where the service listens
     * @param seconds that a load takes at least
     * @param requests that are sent, each four times at once, and then often in a row unless it is about early or lasting
     * @param early whether they are sent while the file is still loaded, and not afterwards
     * @param lasting seconds without requests in which nobody may open it again; none, if left out
     */
    public record Parameters(
            @Key("File of the context; who opens it begins to load it.")
            String file,

            @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
            int port,

            @Key(value = "Seconds that a load takes at least.", min = 0, max = 60)
            int seconds,

            @Key(
                    value =
                            "Requests that are sent, each four times at once, and then many times in a row unless early or lasting is given.",
                    min = 1)
            List<Request> requests,

            @Key("Whether they are sent while the file is still loaded; afterwards, if left out.")
            Optional<Boolean> early,

            @Key(
                    value = "Seconds without requests in which nobody may open it again; none, if left out.",
                    min = 1,
                    max = 180)
            Optional<Integer> lasting) {

        public Parameters {
            requests = List.copyOf(requests);
        }

        boolean isEarly() {
            return early.orElse(false);
        }

        /** What comes later is another load: a program may look into the file before, say to compare a checksum. */
        private Duration look() {
            return Duration.ofMillis(500L * seconds + 500);
        }

        /** From the opening until the requests are sent. */
        private Duration asked() {
            return isEarly() ? look().plusSeconds(1) : Duration.ofSeconds(seconds + 1L);
        }
    }

    @Override
    public String kind() {
        return "files.read";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Load when the service starts, in one process, and keep what was loaded for all requests.";
    }

    @Override
    public String defaultLesson() {
        return "08-health-and-signals#model-once";
    }

    @Override
    public Moment moment() {
        return Moment.APART;
    }

    @Override
    public StartPlan fromStart(Parameters parameters) {
        return new StartPlan(List.of(), Duration.ZERO, Set.of(parameters.file()));
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Set<String> places = seen.placesOf(parameters.file());
        if (places.isEmpty()) {
            return failed(parameters, "not in the image", parameters.file() + " is not in the image as it was given.");
        }
        RunningService service = seen.service(
                parameters.isEarly() ? Circumstances.leftAlone("asked while it loads") : Circumstances.leftAlone());
        Activity alone = Loads.awaitOpening(service, places, seen.startupTime());
        if (alone.openings(places).isEmpty()) {
            // One that has ended has other troubles.
            var unused = service.processes();
            return failed(
                    parameters,
                    "not opened within " + Quantity.time(seen.startupTime())
                            + " of the start, while nobody asked anything",
                    "Nothing loads the model when the service starts. Whoever asks first has to wait for it, and until then "
                            + "nobody knows whether it can be loaded at all.");
        }
        Instant first = alone.openings(places).getFirst().at();
        service.stateAfter(Duration.between(alone.started(), first).plus(parameters.asked()));
        Settled settled = service.settled(parameters.port(), seen.startupTime());
        askALot(parameters, service, seen.startupTime());
        parameters.lasting().map(Duration::ofSeconds).ifPresent(service::awaitUnasked);
        return judge(parameters, service.activity(), places, settled, seen);
    }

    private static void askALot(Parameters parameters, RunningService service, Duration patience) {
        List<Request> requests = Collections.nCopies(ROUNDS, parameters.requests()).stream()
                .flatMap(List::stream)
                .toList();
        // What is answered does not matter, but that it could be asked.
        List<HttpReply> unused = Asking.together(
                service,
                requests.stream()
                        .map(request -> request.probe(patience, Request.TIMEOUT))
                        .toList());
        if (!parameters.isEarly() && parameters.lasting().isEmpty()) {
            parameters
                    .requests()
                    .forEach(request ->
                            service.repeat(request.probe(patience, Request.TIMEOUT), Repetition.inARow(IN_A_ROW, ROW)));
        }
        // The kernel's word of the last request may still be on its way.
        Pause.of(PAUSE);
    }

    private static Finding judge(
            Parameters parameters, Activity activity, Set<String> places, Settled settled, Observations seen) {
        List<Event> openings = activity.openings(places);
        Set<Integer> serving = serving(settled);
        Optional<Event> first =
                openings.stream().filter(open -> serving.contains(open.pid())).findFirst();
        if (serving.isEmpty()) {
            return Finding.failed(
                    expected(parameters),
                    "opened, and nothing serves port " + settled.port(),
                    Ports.explain(settled),
                    Ports.guilty(seen, settled));
        }
        if (first.isEmpty()) {
            return failed(
                    parameters,
                    "opened by " + Printable.of(openings.getFirst().program(), 80) + ", and never by the service",
                    "Another program read the model, and the service answers from something else.");
        }
        Instant loaded = first.get().at().plus(parameters.look());
        List<Event> again =
                openings.stream().filter(open -> open.at().isAfter(loaded)).toList();
        if (!again.isEmpty()) {
            return failed(
                    parameters,
                    "opened " + (again.size() + 1) + " times, the last time "
                            + Quantity.time(Duration.between(
                                    activity.started(), again.getLast().at())) + " after the start",
                    parameters.isEarly()
                            ? "A request that came while the model was loaded began to load it once more: whoever is early doubles the work "
                                    + "and the memory. Let requests wait for the one load, or refuse them meanwhile."
                            : "The model is loaded again after it was loaded: by a request, by a second process, by a timer, or because a "
                                    + "module is imported twice. Keep it in one place, and use it for all requests.");
        }
        return judgeProcesses(parameters, openings, serving, activity, seen);
    }

    private static Finding judgeProcesses(
            Parameters parameters, List<Event> openings, Set<Integer> serving, Activity activity, Observations seen) {
        long processes = openings.stream()
                .map(Event::pid)
                .filter(serving::contains)
                .distinct()
                .count();
        if (processes > 1) {
            return Finding.failed(
                    expected(parameters),
                    "opened by " + processes + " processes of the service",
                    "Each process of the service loads a model of its own, which takes as many times its memory. One process is "
                            + "enough: it answers many requests at once.",
                    Guilty.mentioning(seen.dockerfile(), "workers", "CMD", "ENTRYPOINT"));
        }
        return activity.complete()
                ? Finding.passed(
                        expected(parameters),
                        "opened "
                                + Quantity.time(Duration.between(
                                        activity.started(), openings.getFirst().at()))
                                + " after the start, and not again by the requests that followed"
                                + parameters
                                        .lasting()
                                        .map(seconds -> " or within " + seconds + " s without any")
                                        .orElse(""))
                : failed(
                        parameters,
                        "more programs were started than can be followed",
                        "The service starts programs without end, so that it cannot be seen what it loads.");
    }

    /** The processes that serve the port, those that lead to them, and what they started. */
    private static Set<Integer> serving(Settled settled) {
        List<ContainerProcess> servers = settled.processes().listeningOn(settled.port());
        Set<Integer> pids = servers.stream().map(ContainerProcess::pid).collect(Collectors.toSet());
        settled.processes().all().stream()
                .filter(process -> settled.processes().wayTo(process).stream().anyMatch(servers::contains)
                        || servers.stream()
                                .anyMatch(server ->
                                        settled.processes().wayTo(server).contains(process)))
                .forEach(process -> pids.add(process.pid()));
        return pids;
    }

    private static Finding failed(Parameters parameters, String actual, String message) {
        return Finding.failed(expected(parameters), actual, message, List.of());
    }

    private static String expected(Parameters parameters) {
        return "the service opens " + parameters.file() + " once, by itself, when it starts"
                + (parameters.isEarly() ? ", also where requests come before it is loaded" : "")
                + parameters
                        .lasting()
                        .map(seconds -> ", and not again within " + seconds + " s in which nobody asks")
                        .orElse("");
    }
}
