package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Rebuild;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Set;

/** After an edit, the build asks the package index for no more than it may. */
@AutoService(Check.class)
public final class PackagesIndex implements Check<PackagesIndex.Parameters> {

    private static final int MOST_SHOWN = 6;

    /**
     * Parameters.
     *
     * @param edit name of one of the exercise's edits
     * @param max requests that were answered
     */
    public record Parameters(
            @Key("Name of an edit in exercise.yaml.") String edit,

            @Key(value = "Most requests that the index and Debian's mirror answer.", min = 0)
            int max) {}

    @Override
    public String kind() {
        return "packages.index";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Whatever installs must come from the build cache after such a change: copy what the install reads above it, and everything else "
                + "below.";
    }

    @Override
    public String defaultLesson() {
        return "03-layers-and-cache#order";
    }

    @Override
    public Moment moment() {
        return Moment.REBUILT;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.INDEX_REQUESTS);
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Rebuild rebuild = seen.rebuild(parameters.edit());
        String files = String.join(", ", rebuild.edited());
        List<String> requested =
                rebuild.requested().orElseThrow(() -> new IllegalStateException("requests were not counted"));
        String expected = "after a change in " + files + ", at most " + parameters.max() + " requests for packages";
        if (!(rebuild.outcome() instanceof BuildOutcome.Built)) {
            return Finding.failed(
                    expected,
                    "the image no longer builds after the change",
                    "The image built, but not any more after a small change in " + files + ".",
                    List.of());
        }
        String actual = requested.isEmpty()
                ? "none"
                : requested.size() + ": "
                        + Listing.of(requested.stream().distinct().toList(), MOST_SHOWN);
        if (requested.size() <= parameters.max()) {
            return Finding.passed(expected, actual);
        }
        return Finding.failed(
                expected,
                actual,
                "You changed " + files
                        + ", and the build went to the package index again. Every such build costs minutes and "
                        + "traffic, and fails on a day on which the index does.",
                rebuild.ranAgain().stream()
                        .flatMap(step -> seen.instruction(step.step()).map(Instruction::lines).stream())
                        .distinct()
                        .limit(MOST_SHOWN)
                        .toList());
    }
}
