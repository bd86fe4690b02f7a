package dev.drydock.grading.checks;

import com.fasterxml.jackson.core.JsonPointer;
import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.StopOutcome;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Told to stop, the service ends by itself in time and finishes what it is doing. */
@AutoService(Check.class)
public final class StopGraceful implements Check<StopGraceful.Parameters> {

    private static final Duration BEFORE_THE_SIGNAL = Duration.ofSeconds(2);

    /**
     * Parameters.
     *
     * @param withinSeconds from the stop signal to the end
     * @param request under way, several times, when the signal comes; has to take half a second at least
     * @param secondsAt where the request says how long it takes, which is then drawn anew for each
     * @param takes how long a single request takes, in a container of its own; several shorter ones, if left out
     * @param earlier requests that are sent and answered before, some of them perhaps with an error
     */
    public record Parameters(
            @Key(value = "Most seconds from the stop signal to the end.", min = 1, max = 60)
            int withinSeconds,

            @Key("A request that takes at least half a second, and is under way, several times, when the signal comes.")
            Optional<Request> request,

            @Key("JSON pointer to where the request says how many seconds it takes: drawn anew for each.")
            Optional<String> secondsAt,

            @Key(
                    value =
                            "Seconds that a single request takes, in a container of its own; several shorter ones, if left out.",
                    min = 1,
                    max = 30)
            Optional<Double> takes,

            @Key("Requests that are sent and answered before, several times each, whatever the answer.")
            Optional<List<Request>> earlier) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            secondsAt.ifPresent(JsonPointer::compile);
            if (takes.isPresent() && (secondsAt.isEmpty() || request.isEmpty())) {
                throw new IllegalArgumentException(
                        "stop.graceful needs request and secondsAt where it says what takes");
            }
            if (takes.filter(seconds -> seconds >= withinSeconds).isPresent()) {
                throw new IllegalArgumentException("stop.graceful: takes has to be less than withinSeconds");
            }
        }

        String expected() {
            return "ends by itself within " + withinSeconds + " s of the stop signal"
                    + request.map(asked -> ", and answers what was asked before")
                            .orElse("");
        }
    }

    @Override
    public String kind() {
        return "stop.graceful";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "`docker stop` sends SIGTERM to PID 1 and kills after ten seconds. Start the server directly with the JSON form of CMD, or "
                + "with `exec` in a script, and let it finish the requests that it has accepted.";
    }

    @Override
    public String defaultLesson() {
        return "08-health-and-signals#signals";
    }

    @Override
    public Moment moment() {
        return Moment.STOPPED;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        return parameters
                .request()
                .map(request -> new StopTrial(parameters, request, seen).judge())
                .orElseGet(() -> whileIdle(parameters, seen));
    }

    private static Finding whileIdle(Parameters parameters, Observations seen) {
        RunningService service = usual(seen);
        service.stateAfter(BEFORE_THE_SIGNAL);
        List<Lines> suspects = StopSuspects.lines(service, seen);
        StopOutcome outcome = service.stop(Duration.ofSeconds(parameters.withinSeconds()));
        var end = new StopEnd(parameters.withinSeconds(), outcome, "");
        return end.wrong(parameters.expected(), suspects)
                .orElseGet(() -> Finding.passed(parameters.expected(), end.words()));
    }

    /** The usual one, or another where the health probe has ended that when it was broken, so that it would be started again. */
    static RunningService usual(Observations seen) {
        RunningService service = seen.service();
        ContainerState now = service.state();
        if (now.running() || !Probes.mayHaveEnded(now, seen)) {
            return service;
        }
        RunningService other = seen.service(Circumstances.usual("to be stopped"));
        seen.servicePort().ifPresent(port -> other.settled(port, seen.startupTime()));
        return other;
    }
}
