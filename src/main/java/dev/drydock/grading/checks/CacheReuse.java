package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Rebuild;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;

/** After an edit the packages come from the build cache, and the edit is in the new image. */
@AutoService(Check.class)
public final class CacheReuse implements Check<CacheReuse.Parameters> {

    /**
     * Parameters.
     *
     * @param edit name of one of the exercise's edits
     * @param cached which steps have to come from the cache; the install steps if left out
     */
    public record Parameters(
            @Key("Name of an edit in exercise.yaml.") String edit,

            @Key("Which steps have to come from the cache; install if left out.")
            Optional<Steps> cached) {}

    /** Steps that can be asked for. */
    public enum Steps {
        /** Those that put packages into the image. */
        INSTALL
    }

    @Override
    public String kind() {
        return "cache.reuse";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "A step runs again as soon as something that it, or a step above it, reads has changed. Put what changes "
                + "rarely above what changes often, and copy for the install only what the install reads.";
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
        var verdict = new RebuildVerdict(
                seen,
                rebuild,
                files,
                "after a change in " + files
                        + ", every install step comes from the cache and the change is in the image");
        if (!(rebuild.outcome() instanceof BuildOutcome.Built)) {
            return verdict.failed(
                    "the image no longer builds after the change",
                    "The image built, but not any more after a small change in " + files + ".",
                    List.of());
        }
        if (rebuild.installs().isEmpty()) {
            return verdict.failed(
                    "no step of the build installs packages",
                    "No step of the build puts packages into the image. Packages that are installed when the container "
                            + "starts, or never, make every start slow or every request fail.",
                    List.of(Guilty.end(seen.dockerfile())));
        }
        if (!rebuild.editReachesImage()) {
            return verdict.failed(
                    "the change is not in the rebuilt image",
                    "The change in " + files + " never reached the image: the application is not copied, or the copy "
                            + "is an old one.",
                    List.of(Guilty.end(seen.dockerfile())));
        }
        return verdict.onInstalls();
    }
}
