package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Activity;
import dev.drydock.engine.StopOutcome;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.grading.StartPlan;
import dev.drydock.grading.Unobservable;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Told to stop while it still loads a file, the service ends by itself. */
@AutoService(Check.class)
public final class StopLoading implements Check<StopLoading.Parameters> {

    /** From the opening of the file to the stop signal. */
    private static final Duration LOADED_FOR = Duration.ofSeconds(2);

    /**
     * Parameters.
     *
     * @param file of the context
     * @param withinSeconds from the stop signal to the end
     */
    public record Parameters(
            @Key("File of the context; who opens it begins to load it.")
            String file,

            @Key(value = "Most seconds from the stop signal to the end.", min = 1, max = 120)
            int withinSeconds) {}

    @Override
    public String kind() {
        return "stop.loading";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Start the container, wait two seconds, and `docker stop` it. A server that has its signal handlers before it loads, and a load "
                + "in a thread that does not keep the process alive, end at once.";
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
    public StartPlan fromStart(Parameters parameters) {
        return new StartPlan(List.of(), Duration.ZERO, Set.of(parameters.file()));
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String expected = "told to stop while it loads " + parameters.file() + ", it ends by itself within "
                + parameters.withinSeconds() + " s";
        RunningService service = seen.service(Circumstances.leftAlone("to be stopped while it loads"));
        Set<String> places = seen.placesOf(parameters.file());
        Activity activity = Loads.awaitOpening(service, places, seen.startupTime());
        if (activity.openings(places).isEmpty()) {
            throw new Unobservable(parameters.file() + " was never opened, so that there was no time while it loaded");
        }
        Instant opened = activity.openings(places).getFirst().at();
        service.stateAfter(Duration.between(activity.started(), opened).plus(LOADED_FOR));
        List<Lines> suspects = StopSuspects.lines(service, seen);
        StopOutcome outcome = service.stop(Duration.ofSeconds(parameters.withinSeconds()));
        return outcome.killed()
                ? Finding.failed(
                        expected,
                        "still running " + parameters.withinSeconds() + " s after the stop signal, then killed",
                        "A stop signal that came while the model was loaded was lost: the service went on as if nothing had been said. "
                                + "Whoever stops or replaces a container that has just started waits until it is killed.",
                        suspects)
                : Finding.passed(expected, "ended after " + Quantity.time(outcome.took()));
    }
}
