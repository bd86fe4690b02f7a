package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The image declares a health probe whose times fit the service. */
@AutoService(Check.class)
public final class HealthDeclared implements Check<HealthDeclared.Parameters> {

    /**
     * Parameters.
     *
     * @param minStartSeconds least start period, such as the worst time that the model takes to load
     * @param maxDetectSeconds most time until a service that no longer answers is called unhealthy
     * @param written whether all four numbers have to be written down
     */
    public record Parameters(
            @Key(value = "Least start period in seconds.", min = 0, max = 3_600)
            Optional<Integer> minStartSeconds,

            @Key(value = "Most seconds until a broken service counts as unhealthy.", min = 1, max = 3_600)
            Optional<Integer> maxDetectSeconds,

            @Key("Whether interval, timeout, start period and retries all have to be written down; false if left out.")
            Optional<Boolean> written) {}

    @Override
    public String kind() {
        return "health.declared";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "HEALTHCHECK takes --interval, --timeout, --start-period and --retries. Failures in the start period do not count: give "
                + "the model the time that it takes to load in the worst case. Interval times retries is how long a broken "
                + "service goes unnoticed.";
    }

    @Override
    public String defaultLesson() {
        return "08-health-and-signals#healthcheck";
    }

    @Override
    public Moment moment() {
        return Moment.BUILT;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String expected = expected(parameters);
        Optional<Healthcheck> probe = Probes.declared(seen);
        if (probe.isEmpty()) {
            return Probes.missing(expected, seen);
        }
        var timing = HealthTiming.of(probe.get());
        List<String> complaints = complaints(parameters, timing);
        if (parameters.written().orElse(false)) {
            complaints.addAll(missing(probe.get()));
        }
        String actual = timing.describe() + ", timeout " + Quantity.time(timing.timeout())
                + "; a failure is noticed within " + Quantity.time(timing.detection());
        return complaints.isEmpty()
                ? Finding.passed(expected, actual)
                : Finding.failed(
                        expected,
                        actual,
                        String.join(" ", complaints),
                        Guilty.linesOf(seen.dockerfile(), "HEALTHCHECK"));
    }

    private static List<String> missing(Healthcheck probe) {
        var missing = new ArrayList<String>();
        if (probe.interval().isZero()) {
            missing.add("--interval");
        }
        if (probe.timeout().isZero()) {
            missing.add("--timeout");
        }
        if (probe.startPeriod().isZero()) {
            missing.add("--start-period");
        }
        if (probe.retries() == 0) {
            missing.add("--retries");
        }
        return missing.isEmpty()
                ? List.of()
                : List.of("Docker's own number stands in for what is not written down: " + String.join(", ", missing)
                        + ". Whoever reads the file does not know how fast a failure is noticed.");
    }

    private static String expected(Parameters parameters) {
        return "a HEALTHCHECK"
                + parameters
                        .minStartSeconds()
                        .map(s -> ", start period at least " + s + " s")
                        .orElse("")
                + parameters
                        .maxDetectSeconds()
                        .map(s -> ", a failure noticed within " + s + " s")
                        .orElse("")
                + (parameters.written().orElse(false) ? ", all four numbers written down" : "");
    }

    private static List<String> complaints(Parameters parameters, HealthTiming timing) {
        var complaints = new ArrayList<String>();
        parameters
                .minStartSeconds()
                .filter(least -> timing.startPeriod().compareTo(Duration.ofSeconds(least)) < 0)
                .ifPresent(least -> complaints.add("While the model still loads, failures of the probe count already: "
                        + "the container turns unhealthy although nothing is wrong."));
        parameters
                .maxDetectSeconds()
                .filter(most -> timing.detection().compareTo(Duration.ofSeconds(most)) > 0)
                .ifPresent(most -> complaints.add("A model server that no longer answers would get requests for "
                        + Quantity.time(timing.detection()) + " before anybody notices."));
        return complaints;
    }
}
