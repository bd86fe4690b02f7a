package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.ContainerState.Health;
import dev.drydock.engine.ContainerState.Status;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import java.util.List;
import java.util.Optional;

/** The image has a health probe, and the service turns healthy in the time that the image declares for it. */
@AutoService(Check.class)
public final class HealthHealthy implements Check<HealthHealthy.Parameters> {

    /** Seen of Docker Engine 20.10: a container has nothing of its image's SHELL. */
    private static final String SHELL =
            " Docker runs a probe in shell form by /bin/sh, whatever SHELL says: write it as a JSON list, "
                    + "with the program that is meant.";

    /** None. */
    public record Parameters() {}

    @Override
    public String kind() {
        return "health.healthy";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Run the probe's command yourself with `docker exec` and look at its output and exit status. The program "
                + "that it calls must be in the image: slim images have no curl, but they have Python.";
    }

    @Override
    public String defaultLesson() {
        return "08-health-and-signals#healthcheck";
    }

    @Override
    public Moment moment() {
        return Moment.RUNNING;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Optional<Healthcheck> probe = Probes.declared(seen);
        if (probe.isEmpty()) {
            return Probes.missing("a HEALTHCHECK that turns healthy", seen);
        }
        var timing = HealthTiming.of(probe.get());
        String expected = "healthy within " + Quantity.time(timing.window()) + " (" + timing.describe() + ")";
        RunningService service = seen.service();
        ContainerState state = service.healthWithin(timing.bounded());
        if (state.health().filter(health -> health.status() == Status.HEALTHY).isPresent()) {
            return Finding.passed(expected, "healthy");
        }
        List<Lines> elsewhere = Ports.guiltyInside(seen);
        Optional<String> ownError = ProbedPaths.ownError(probe.get(), service, seen);
        String actual = state.health().map(HealthHealthy::describe).orElse("no verdict of the probe");
        return Finding.failed(
                expected,
                state.running() ? actual : actual + "; the container ended with exit code " + state.exitCode(),
                meaning(state, probe.get(), seen) + cause(ownError, elsewhere, seen),
                lines(ownError, elsewhere, seen));
    }

    private static String cause(Optional<String> ownError, List<Lines> elsewhere, Observations seen) {
        return elsewhere.isEmpty()
                ? ownError.map(error -> " " + error).orElse("")
                : " " + Ports.explainSilence(seen, seen.servicePort().orElseThrow());
    }

    /** The probe is to blame where neither what the service answers nor where it listens is. */
    private static List<Lines> lines(Optional<String> ownError, List<Lines> elsewhere, Observations seen) {
        return ownError.isPresent() || !elsewhere.isEmpty() ? elsewhere : Probes.lines(seen);
    }

    private static boolean isMeantForAnotherShell(Healthcheck probe, Observations seen) {
        return probe.test().getFirst().equals("CMD-SHELL")
                && seen.dockerfile()
                        .inForce("SHELL")
                        .filter(shell -> !shell.arguments().contains("/bin/sh"))
                        .isPresent();
    }

    private static String describe(Health health) {
        String output = Printable.lastLines(health.lastOutput(), 3);
        return switch (health.status()) {
                    case HEALTHY -> "healthy";
                    case UNHEALTHY -> "unhealthy";
                    case STARTING -> "still starting, no probe succeeded";
                }
                + (output.isEmpty() ? "; the last probe printed nothing" : "; the last probe printed: " + output);
    }

    private static String meaning(ContainerState state, Healthcheck probe, Observations seen) {
        if (!state.running()) {
            return "The service ended before its health probe could succeed.";
        }
        return "The container runs, but its own health probe does not succeed. An orchestrator would send no requests to "
                + "this model, or replace it again and again."
                + (isMeantForAnotherShell(probe, seen) ? SHELL : "");
    }
}
