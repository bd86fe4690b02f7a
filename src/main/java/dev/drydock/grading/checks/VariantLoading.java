package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.StartPlan;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.Optional;

/** What a path answers while the service loads another file, which takes another time, in place of the one that was handed out. */
@AutoService(Check.class)
public final class VariantLoading implements Check<VariantLoading.Parameters> {

    /** Until the load begins, with something for a slow machine: it is asked so much longer than a load takes. */
    private static final Duration BEGINS = Duration.ofSeconds(8);

    /**
     * Parameters.
     *
     * @param variant name of the exercise's
     * @param path asked with GET
     * @param file of the context, whose opening begins a load
     * @param seconds that a load takes at least, with the variant's files
     * @param status of each answer in that time
     */
    public record Parameters(
            @Key(value = "Name under variants: in exercise.yaml.", min = 1)
            String variant,

            @Key(value = "Path and query.", pattern = "/.*", patternMeans = "a path that begins with a slash")
            String path,

            @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
            int port,

            @Key("File of the context; who opens it begins to load it.")
            String file,

            @Key(value = "Seconds that a load takes at least with the variant's files.", min = 2, max = 60)
            int seconds,

            @Key(value = "Status of each answer in that time.", min = 100, max = 599)
            int status) {

        private HttpDuring.Parameters during() {
            return new HttpDuring.Parameters(path, port, "loading", file, seconds, status, Optional.empty());
        }
    }

    @Override
    public String kind() {
        return "variant.loading";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "A load takes as long as it takes: on another disk, or with another model, longer than here. Let the answer depend on whether "
                + "the model is there, and not on the time.";
    }

    @Override
    public String defaultLesson() {
        return "08-health-and-signals#readiness";
    }

    @Override
    public Moment moment() {
        return Moment.VARIED;
    }

    /** The variant's container is started with the usual one's plan. */
    @Override
    public StartPlan fromStart(Parameters parameters) {
        StartPlan during = new HttpDuring().fromStart(parameters.during());
        return new StartPlan(
                during.requests(), Duration.ofSeconds(parameters.seconds()).plus(BEGINS), during.files());
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        return HttpDuring.judge(parameters.during(), seen.variant(parameters.variant()), seen)
                .prefaced("The image was built once more, with "
                        + seen.variantSettings(parameters.variant()).what() + ".");
    }
}
