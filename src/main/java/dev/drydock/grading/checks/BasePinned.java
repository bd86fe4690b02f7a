package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Stage;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The base of the final image is named so exactly that the next build gets the same. */
@AutoService(Check.class)
public final class BasePinned implements Check<BasePinned.Parameters> {

    /** The tag begins with two numbers: those behind it are of what the image is made from. */
    private static final Pattern VERSION = Pattern.compile("v?[0-9]+\\.[0-9]+.*");

    /** Distributions have names for their releases, and Debian counts them in whole numbers. */
    private static final Pattern RELEASE =
            Pattern.compile("(?:bullseye|bookworm|trixie|focal|jammy|noble|1[0-9])(?:-.*)?");

    private static final Set<String> DISTRIBUTIONS = Set.of("debian", "ubuntu");

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
        boolean pinned =
                base.isScratch() || base.digest().isPresent() || (parameters.by() == By.VERSION && hasVersion(base));
        String expected = parameters.by() == By.DIGEST ? "a base with a digest" : "a base with a version";
        String actual = "FROM " + Printable.of(stage.base(), 120);
        return pinned
                ? Finding.passed(expected, actual + "; layers of it in the image: " + seen.baseLayers())
                : Finding.failed(
                        expected,
                        actual,
                        "Its publisher may put another image under this name at any time: the same Dockerfile then gives another "
                                + "Python or another library, and the model other predictions or none.",
                        Optional.of(stage.from().lines()));
    }

    private static boolean hasVersion(ImageName base) {
        boolean releases = DISTRIBUTIONS.contains(base.repository());
        return base.tag()
                .filter(tag -> VERSION.matcher(tag).matches()
                        || (releases && RELEASE.matcher(tag).matches()))
                .isPresent();
    }
}
