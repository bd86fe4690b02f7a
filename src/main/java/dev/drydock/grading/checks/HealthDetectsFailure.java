package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.ContainerState.Status;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.Optional;

/** The health probe notices when the service no longer works: Drydock breaks it and looks. */
@AutoService(Check.class)
public final class HealthDetectsFailure implements Check<HealthDetectsFailure.Parameters> {

    /** At the pace at which Drydock lets the probe run, twice its interval and timeout, and something for a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    /**
     * Parameters.
     *
     * @param breaking makes the service fail; all its processes are stopped (SIGSTOP) if left out
     */
    public record Parameters(
            @Key("A request after which the service fails; all its processes are stopped (SIGSTOP) if left out.")
            Optional<Request> breaking) {}

    @Override
    public String kind() {
        return "health.detectsFailure";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "The probe has to ask the service something that only a working model can answer, such as a request to its own port "
                + "with a timeout. That a process exists, or that a file is there, says nothing.";
    }

    @Override
    public String defaultLesson() {
        return "08-health-and-signals#healthcheck";
    }

    @Override
    public Moment moment() {
        return Moment.BROKEN;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Optional<Healthcheck> probe = Probes.declared(seen);
        String how = parameters.breaking().map(Request::describe).orElse("all its processes are stopped (SIGSTOP)");
        String expected = "unhealthy once the service is broken: " + how;
        if (probe.isEmpty()) {
            return Probes.missing(expected, seen);
        }
        var timing = HealthTiming.of(probe.get());
        RunningService service = parameters.breaking().isPresent()
                ? seen.service(Circumstances.usual("to be broken by a request"))
                : seen.service();
        if (!is(service.healthWithin(timing.bounded()), Status.HEALTHY)) {
            return Finding.failed(
                    expected,
                    "the probe never said healthy",
                    "The probe never said that the service is healthy, so that breaking it shows nothing.",
                    Guilty.linesOf(seen.dockerfile(), "HEALTHCHECK"));
        }
        long began = System.nanoTime();
        ContainerState state = broken(parameters, service, seen.startupTime());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return judge(expected, timing, state, took, seen);
    }

    private static ContainerState broken(Parameters parameters, RunningService service, Duration patience) {
        if (parameters.breaking().isPresent()) {
            // What it answers does not matter.
            HttpReply ignored = service.http(parameters.breaking().get().probe(patience, Request.TIMEOUT));
            return service.unhealthyWithin(PATIENCE);
        }
        service.freeze();
        try {
            return service.unhealthyWithin(PATIENCE);
        } finally {
            service.thaw();
        }
    }

    private static Finding judge(
            String expected, HealthTiming timing, ContainerState state, Duration took, Observations seen) {
        String declared = "at the declared pace within " + Quantity.time(timing.detection());
        if (!state.running()) {
            return Finding.passed(expected, "the container ended with exit code " + state.exitCode());
        }
        if (state.health().filter(health -> health.failingStreak() >= 2).isPresent()) {
            return Finding.passed(
                    expected, "unhealthy after " + Quantity.time(took) + " at Drydock's pace; " + declared);
        }
        return Finding.failed(
                expected,
                "still healthy after " + Quantity.time(took) + " of probing every half second",
                "The service was broken, and its health probe went on to say healthy: it does not ask the service. An "
                        + "orchestrator would go on to send requests to a model that does not answer.",
                Guilty.linesOf(seen.dockerfile(), "HEALTHCHECK"));
    }

    private static boolean is(ContainerState state, Status status) {
        return state.health().filter(health -> health.status() == status).isPresent();
    }
}
