package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.grading.Arrival;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Rebuild;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** After an edit the packages come from the build cache, and the edit is in the new image. */
@AutoService(Check.class)
public final class CacheReuse implements Check<CacheReuse.Parameters> {

    private static final int MOST_SHOWN = 3;

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
    public Set<Need> needs() {
        return Set.of(Need.INDEX_REQUESTS);
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Rebuild rebuild = seen.rebuild(parameters.edit());
        String files = String.join(", ", rebuild.edited());
        var verdict = RebuildVerdict.of(
                seen,
                rebuild,
                "after a change in " + files
                        + ", every install step comes from the cache and the change is in the image");
        if (!(rebuild.outcome() instanceof BuildOutcome.Built)) {
            return verdict.broken();
        }
        if (rebuild.installs().isEmpty()) {
            return verdict.failed(
                    "no step of the build installs packages",
                    "No step of the build puts packages into the image. Packages that are installed when the container "
                            + "starts, or never, make every start slow or every request fail.",
                    List.of(Guilty.end(seen.dockerfile())));
        }
        return arrival(rebuild.arrival(), files, seen, verdict).orElseGet(verdict::onInstalls);
    }

    private static Optional<Finding> arrival(Arrival arrival, String files, Observations seen, RebuildVerdict verdict) {
        String old = Listing.of(
                arrival.stale().keySet().stream()
                        .sorted()
                        .map(path -> Printable.of(path, 80))
                        .toList(),
                MOST_SHOWN);
        if (!arrival.arrived()) {
            return Optional.of(verdict.failed(
                    "the change is not in the rebuilt image" + (old.isEmpty() ? "" : "; " + old + " is the old file"),
                    "The change in " + files + " never reached the image: the application is not copied, or the copy "
                            + "is an old one.",
                    blamed(arrival, seen)));
        }
        if (arrival.missing().isPresent()) {
            return Optional.of(missing(arrival.missing().get(), verdict, seen));
        }
        return old.isEmpty()
                ? Optional.empty()
                : Optional.of(verdict.failed(
                        "the change is in the rebuilt image, and so is the old file: " + old,
                        "The change in " + files + " reached the image, but the file is in it more than once, and "
                                + old + " still is what it was before the change.",
                        blamed(arrival, seen)));
    }

    private static Finding missing(Arrival.Missing file, RebuildVerdict verdict, Observations seen) {
        String path = Printable.of(file.path(), 80);
        String means = "With the change came a new file, " + path + ", and it is not in the rebuilt image: ";
        return file.ignoredBy()
                .map(by -> verdict.failed(
                                path + ", which was added, is not in the rebuilt image",
                                means + "line " + by.lines().start() + " of " + by.file()
                                        + " keeps it out of the build.",
                                List.of())
                        .blaming(List.of(by)))
                .orElseGet(() -> verdict.failed(
                        path + ", which was added, is not in the rebuilt image",
                        means + "copy the folder, and not the files that are in it today.",
                        copying(file.path(), seen)));
    }

    /** The COPY of the nearest of its folders that one names. */
    private static List<Lines> copying(String path, Observations seen) {
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        boolean named = folder.isEmpty() || Guilty.isMentioned(seen.dockerfile(), folder, "COPY", "ADD");
        return named
                ? Guilty.mentioning(seen.dockerfile(), folder, "COPY", "ADD")
                : copying(folder.substring(0, folder.length() - 1), seen);
    }

    private static List<Lines> blamed(Arrival arrival, Observations seen) {
        List<Lines> old = LayerSteps.lines(seen, arrival.stale().values());
        return old.isEmpty() ? List.of(Guilty.end(seen.dockerfile())) : old;
    }
}
