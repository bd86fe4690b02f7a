package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Stage;
import dev.drydock.engine.Image;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;

/** The final image is made from one of the bases that the exercise allows. */
@AutoService(Check.class)
public final class BaseAllowed implements Check<BaseAllowed.Parameters> {

    /**
     * Parameters.
     *
     * @param bases such as {@code python:3.11-slim}; one with a digest demands that digest
     */
    public record Parameters(
            @Key(value = "Names of images, each with its tag.", min = 1)
            List<String> bases) {
        public Parameters {
            bases = List.copyOf(bases);
        }
    }

    @Override
    public String kind() {
        return "base.allowed";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Look at the FROM of the stage that becomes the image: which name and tag does the brief ask for?";
    }

    @Override
    public String defaultLesson() {
        return "06-base-images#choosing";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Stage stage = seen.dockerfile().finalChain().getLast();
        ImageName base = ImageName.of(stage.base());
        String shown = Printable.of(stage.base(), 120);
        String expected = "built on " + String.join(" or ", parameters.bases());
        if (parameters.bases().stream().noneMatch(allowed -> isMeant(ImageName.of(allowed), base, seen))) {
            return Finding.failed(
                    expected,
                    "built on " + shown,
                    "The image is built on " + shown + ". Its base decides which Python, which libraries and how many "
                            + "megabytes the model's service inherits, and this exercise asks for another one.",
                    Optional.of(stage.from().lines()));
        }
        if (!base.isScratch() && seen.baseLayers() == 0) {
            return Finding.failed(
                    expected,
                    "named " + shown + ", but the image has none of its layers",
                    "The last FROM names " + shown + ", but the image holds nothing of it.",
                    Optional.of(stage.from().lines()));
        }
        return Finding.passed(expected, "built on " + shown);
    }

    /** By its name, or by another name of the same image: the catalogue has several for some. */
    private static boolean isMeant(ImageName allowed, ImageName base, Observations seen) {
        if (allowed.covers(base)) {
            return true;
        }
        Optional<String> id = seen.base(allowed.shortest()).map(Image::id);
        return allowed.digest().isEmpty()
                && id.isPresent()
                && id.equals(seen.base(base.shortest()).map(Image::id));
    }
}
