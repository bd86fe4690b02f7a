package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Rebuild;
import dev.drydock.yaml.Key;
import java.util.Optional;

/** After an edit of what they read, the packages are installed again: the cache does not freeze them. */
@AutoService(Check.class)
public final class CacheInvalidation implements Check<CacheInvalidation.Parameters> {

    /**
     * Parameters.
     *
     * @param edit name of one of the exercise's edits
     * @param whole whether all that is on the list has to be installed by steps that run again
     */
    public record Parameters(
            @Key("Name of an edit in exercise.yaml.") String edit,

            @Key("Whether all packages on the list have to come from steps that run again; false if left out.")
            Optional<Boolean> whole) {}

    @Override
    public String kind() {
        return "cache.invalidation";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "A step runs again only if its text changed, or a file that a COPY above it brought in. Let the install read the list of packages "
                + "from a file, and copy that file above the install.";
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
    public Finding judge(Parameters parameters, Observations seen) {
        Rebuild rebuild = seen.rebuild(parameters.edit());
        String files = String.join(", ", rebuild.edited());
        var verdict = RebuildVerdict.of(
                seen,
                rebuild,
                rebuild.added()
                        .map(added -> "after " + added + " was added to " + files + ", it is installed"
                                + rebuild.raised()
                                        .map(raised -> ", and " + raised + ", in place of the version before")
                                        .orElse(""))
                        .orElse("after a change in " + files + ", packages are installed again and the image builds"));
        if (!(rebuild.outcome() instanceof BuildOutcome.Built)) {
            return verdict.broken();
        }
        return rebuild.added()
                .map(added -> new AddedRequirement(
                                WantedPackage.of(added),
                                parameters.edit(),
                                parameters.whole().orElse(false),
                                seen,
                                rebuild,
                                verdict)
                        .judge())
                .orElseGet(verdict::onFrozen);
    }
}
