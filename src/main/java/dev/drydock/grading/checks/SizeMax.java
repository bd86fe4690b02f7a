package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;

/** What lies above the base is not too large. */
@AutoService(Check.class)
public final class SizeMax implements Check<SizeMax.Parameters> {

    /**
     * Parameters.
     *
     * @param megabytes of 1,000,000 bytes
     */
    public record Parameters(
            @Key(value = "Most megabytes (1,000,000 bytes) above the base.", min = 1)
            int megabytes) {}

    @Override
    public String kind() {
        return "size.max";
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
    public Finding judge(Parameters parameters, Observations seen) {
        long bytes = seen.image().bytesFrom(seen.baseLayers());
        long most = parameters.megabytes() * 1_000_000L;
        String expected = "at most " + Quantity.megabytes(most) + " above the base";
        String actual = Quantity.megabytes(bytes) + " above the base";
        if (bytes <= most) {
            return Finding.passed(expected, actual);
        }
        var heaviest = HeaviestLayers.of(seen, bytes - most);
        return Finding.failed(
                expected,
                actual,
                "Your steps put " + Quantity.bytes(bytes - most)
                        + " too much on top of the base. Every machine that "
                        + "serves the model has to pull them. The largest: " + heaviest.describe() + ".",
                heaviest.lines());
    }
}
