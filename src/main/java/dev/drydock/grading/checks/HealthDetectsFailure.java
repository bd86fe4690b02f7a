package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;

/** The health probe notices when the service no longer works: Drydock breaks it and looks. */
@AutoService(Check.class)
public final class HealthDetectsFailure implements Check<HealthDetectsFailure.Parameters> {

    /**
     * Parameters.
     *
     * @param breaking makes the service fail; it is broken from outside, in five ways, if left out
     * @param maxDetectSeconds at the declared pace, counting the probes that said healthy although the service was broken; any,
     *     if left out
     */
    public record Parameters(
            @Key("A request after which the service fails; it is broken from outside, in five ways, if left out.")
            Optional<Request> breaking,

            @Key(
                    value =
                            "Most seconds until a failure is noticed at the declared pace, counting the probes that said"
                                    + " healthy although the service was broken; any, if left out.",
                    min = 1,
                    max = 3_600)
            Optional<Integer> maxDetectSeconds) {}

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
        String expected = "unhealthy once the service is broken"
                + parameters
                        .breaking()
                        .map(request -> ": " + request.describe())
                        .orElse(", in whatever way");
        if (probe.isEmpty()) {
            return Probes.missing(expected, seen);
        }
        var timing = HealthTiming.of(probe.get());
        RunningService service = parameters.breaking().isPresent()
                ? seen.service(Circumstances.probedOften("to be broken by a request"))
                : seen.service();
        if (!OutageTrial.isHealthy(service.healthWithin(timing.bounded()))) {
            return neverHealthy(expected, ProbedPaths.ownError(probe.get(), service, seen), seen);
        }
        var trial = new OutageTrial(expected, timing, parameters.maxDetectSeconds(), service, seen);
        return parameters.breaking().map(trial::byRequest).orElseGet(trial::fromOutside);
    }

    private static Finding neverHealthy(String expected, Optional<String> ownError, Observations seen) {
        return Finding.failed(
                expected,
                "the probe never said healthy",
                "The probe never said that the service is healthy, so that breaking it shows nothing."
                        + ownError.map(error -> " " + error).orElse(""),
                ownError.isPresent() ? List.of() : Probes.lines(seen));
    }
}
