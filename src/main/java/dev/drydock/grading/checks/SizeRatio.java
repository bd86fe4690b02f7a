package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.Image;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.Set;

/** What lies above the base is not much larger than what a good solution puts there. */
@AutoService(Check.class)
public final class SizeRatio implements Check<SizeRatio.Parameters> {

    /**
     * Parameters.
     *
     * @param max bytes above the base, divided by those of the reference solution
     */
    public record Parameters(
            @Key(value = "Greatest ratio to the reference solution's bytes above the base.", min = 0.01)
            double max) {}

    @Override
    public String kind() {
        return "size.ratio";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "`docker history` shows what each step added. Look at the largest: does it keep a download cache, package "
                + "lists or tools that only the build needs? A later step cannot make an earlier one smaller.";
    }

    @Override
    public String defaultLesson() {
        return "03-layers-and-cache#size";
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.REFERENCE_SIZE);
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Image image = seen.image();
        long bytes = image.bytesFrom(seen.baseLayers());
        // A reference that adds nothing above its base would leave nothing to divide by.
        long reference = Math.max(1, seen.referenceBytes());
        double ratio = (double) bytes / reference;
        String expected = "at most " + Quantity.ratio(parameters.max()) + " × the reference's "
                + Quantity.megabytes(reference) + " above the base";
        String actual = Quantity.megabytes(bytes) + " above the base, ratio " + Quantity.ratio(ratio);
        if (ratio <= parameters.max()) {
            return Finding.passed(expected, actual);
        }
        var heaviest = HeaviestLayers.of(seen, bytes - (long) (parameters.max() * reference));
        return Finding.failed(
                expected,
                actual,
                "Your steps put " + Quantity.megabytes(bytes) + " on top of the base, a good solution "
                        + Quantity.megabytes(reference) + ". Every machine that serves the model has to pull them. "
                        + "The largest: " + heaviest.describe() + ".",
                heaviest.lines());
    }
}
