package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Stage;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.Optional;
import java.util.regex.Pattern;

/** The base of the final image is named so exactly that the next build gets the same. */
@AutoService(Check.class)
public final class BasePinned implements Check<BasePinned.Parameters> {

    /** Two numbers at least, or the name of a distribution's release. */
    private static final Pattern VERSION =
            Pattern.compile(".*[0-9]+\\.[0-9]+.*|(?:.*-)?(?:bullseye|bookworm|trixie|focal|jammy|noble)(?:-.*)?");

    /**
     * Parameters.
     *
     * @param by what pins it
     */
    public record Parameters(@Key("What pins the base.") By by) {}

    /** How exactly. */
    public enum By {
        /** The content itself. */
        DIGEST,
        /** A tag with a minor version or a release, which may still move from patch to patch. */
        VERSION
    }

    @Override
    public String kind() {
        return "base.pinned";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Tags are moved to new images; a digest is the image itself: FROM name:tag@sha256:… (docker images --digests shows it).";
    }

    @Override
    public String defaultLesson() {
        return "06-base-images#pinning";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Stage stage = seen.dockerfile().finalChain().getLast();
        ImageName base = ImageName.of(stage.base());
        boolean pinned = base.isScratch()
                || base.digest().isPresent()
                || (parameters.by() == By.VERSION
                        && base.tag()
                                .filter(tag -> VERSION.matcher(tag).matches())
                                .isPresent());
        String expected = parameters.by() == By.DIGEST ? "a base with a digest" : "a base with a version";
        String actual = "FROM " + Printable.of(stage.base(), 120);
        return pinned
                ? Finding.passed(expected, actual)
                : Finding.failed(
                        expected,
                        actual,
                        "Its publisher may put another image under this name at any time: the same Dockerfile then gives another "
                                + "Python or another library, and the model other predictions or none.",
                        Optional.of(stage.from().lines()));
    }
}
