package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.Activity;
import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.Sampling;
import dev.drydock.engine.Sampling.Sample;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.grading.StartPlan;
import dev.drydock.grading.Unobservable;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a path answers while the service loads a file, or from then on: asked a few times a second from the container's
 * start, and held against when the file is really opened.
 */
@AutoService(Check.class)
public final class HttpDuring implements Check<HttpDuring.Parameters> {

    /** What begins later than this after the load could have been slow for other reasons. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    /** For an answer to "the model is loaded" to be on its way. */
    private static final Duration STABLE = Duration.ofSeconds(2);

    /**
     * Parameters.
     *
     * @param path asked with GET
     * @param when {@code loading} or {@code loaded}
     * @param file of the context, whose opening begins a load
     * @param seconds that a load takes at least
     * @param status of each answer in that time
     * @param gapSeconds most time without such an answer while it loads; any, if left out
     */
    public record Parameters(
            @Key(value = "Path and query.", pattern = "/.*", patternMeans = "a path that begins with a slash")
            String path,

            @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
            int port,

            @Key(
                    value = "Whether it is asked while the file is loaded, or from then on.",
                    pattern = "loading|loaded",
                    patternMeans = "loading or loaded")
            String when,

            @Key("File of the context; who opens it begins to load it.")
            String file,

            @Key(value = "Seconds that a load takes at least.", min = 2, max = 60)
            int seconds,

            @Key(value = "Status of each answer in that time.", min = 100, max = 599)
            int status,

            @Key(value = "Most seconds without such an answer while it loads; any, if left out.", min = 1, max = 60)
            Optional<Integer> gapSeconds) {

        boolean isLoading() {
            return when.equals("loading");
        }

        private Sampling.Request asked() {
            return new Sampling.Request(port, path);
        }

        String describe() {
            return "GET " + path + " on port " + port;
        }
    }

    @Override
    public String kind() {
        return "http.during";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Load in a thread of its own, so that the port opens at once and every path answers meanwhile; and let the answer depend on "
                + "whether the model is there, and not on the time.";
    }

    @Override
    public String defaultLesson() {
        return "08-health-and-signals#readiness";
    }

    @Override
    public Moment moment() {
        return Moment.RUNNING;
    }

    /** Twice the load, so that one that begins late is seen to its end as well. */
    @Override
    public StartPlan fromStart(Parameters parameters) {
        Duration time = Duration.ofSeconds(2L * parameters.seconds()).plus(STABLE);
        return new StartPlan(List.of(parameters.asked()), time, Set.of(parameters.file()));
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        return judge(parameters, seen.service(), seen);
    }

    /** @param service the usual one, or a variant's, which is asked only while it loads */
    static Finding judge(Parameters parameters, RunningService service, Observations seen) {
        List<Sample> samples = service.samples().stream()
                .filter(sample -> sample.request().equals(parameters.asked()))
                .toList();
        Activity activity = service.activity();
        var loads = Loads.of(
                ofService(activity.openings(seen.placesOf(parameters.file())), service),
                activity.started(),
                Duration.ofSeconds(parameters.seconds()));
        // One that starts programs without end was not followed to the end, and is not believed for that.
        if (loads.openings().isEmpty()) {
            return activity.complete() ? neverLoaded(parameters, service) : notFollowed(parameters);
        }
        if (parameters.isLoading()) {
            return new WhileLoading(parameters, loads, samples, seen).judge();
        }
        // On a busy machine the load may have begun so late that it still goes on.
        service.stateAfter(Duration.between(activity.started(), loads.end()).plus(AFTERWARDS));
        return afterwards(parameters, loads, samples, seen);
    }

    /** A health probe may look at the file too: the engine starts it, and no process of the service does. */
    private static List<Event> ofService(List<Event> openings, RunningService service) {
        if (!service.state().running()) {
            return openings;
        }
        Set<Integer> pids = service.processes().started();
        List<Event> own =
                openings.stream().filter(open -> pids.contains(open.pid())).toList();
        // Who loaded it may have ended since.
        return own.isEmpty() ? openings : own;
    }

    private static Finding notFollowed(Parameters parameters) {
        return Finding.failed(
                parameters.describe() + " answers with status " + parameters.status() + " as " + parameters.file()
                        + " is loaded",
                "more programs were started than can be followed",
                "The container starts programs without end, so that nobody can tell when " + parameters.file()
                        + " is loaded.",
                List.of());
    }

    /** What answers by the clock alone says nothing about a model. */
    private static Finding neverLoaded(Parameters parameters, RunningService service) {
        // One that has ended has other troubles.
        var unused = service.processes();
        if (parameters.isLoading()) {
            throw new Unobservable(parameters.file() + " was never opened, so that there was no time while it loaded");
        }
        return Finding.failed(
                parameters.describe() + " answers with status " + parameters.status() + " as " + parameters.file()
                        + " is loaded",
                parameters.file() + " was never opened",
                "Nothing in the container opens " + parameters.file() + " as it was given: what " + parameters.path()
                        + " answers cannot depend on it.",
                List.of());
    }

    private static Finding afterwards(Parameters parameters, Loads loads, List<Sample> samples, Observations seen) {
        String expected = parameters.describe() + " answers with status " + parameters.status() + " once "
                + parameters.file() + " is loaded";
        Instant from = loads.end().plus(AFTERWARDS);
        Optional<Sample> wrong = samples.stream()
                .filter(sample -> sample.sent().isAfter(from))
                .filter(sample -> sample.status().orElse(0) != parameters.status())
                .findFirst();
        if (wrong.isPresent()) {
            return Finding.failed(
                    expected,
                    WhileLoading.answer(wrong.get()) + " "
                            + Quantity.time(
                                    Duration.between(loads.end(), wrong.get().sent())) + " after the load",
                    "The model was there, and " + parameters.path()
                            + " did not say so. It has to depend on the model, and not "
                            + "on a time that somebody guessed.",
                    wrong.get().status().isPresent() ? List.of() : Ports.guilty(seen, parameters.port()));
        }
        return now(parameters, expected, seen);
    }

    private static Finding now(Parameters parameters, String expected, Observations seen) {
        var request = new Request(
                Optional.empty(),
                parameters.path(),
                parameters.port(),
                Optional.empty(),
                Optional.<Map<String, String>>empty());
        HttpReply reply = seen.service().http(request.probe(seen.startupTime(), Request.TIMEOUT));
        return switch (reply) {
            case HttpReply.NoAnswer none ->
                Finding.failed(
                        expected,
                        "no answer: " + Printable.of(none.reason(), 120),
                        "Nothing answered " + request.describe() + ". " + Ports.explainSilence(seen, parameters.port()),
                        Ports.guilty(seen, parameters.port()));
            case HttpReply.Answer answer
            when answer.status() != parameters.status() ->
                Finding.failed(
                        expected,
                        "status " + answer.status(),
                        "Long after the start, " + parameters.path() + " answers with status " + answer.status()
                                + " and not " + parameters.status() + ".",
                        List.of());
            case HttpReply.Answer answer -> Finding.passed(expected, "status " + answer.status());
        };
    }
}
