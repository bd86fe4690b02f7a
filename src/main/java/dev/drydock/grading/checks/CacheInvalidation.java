package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.Check;
import dev.drydock.grading.Distribution;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.Install;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Rebuild;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** After an edit of what they read, the packages are installed again: the cache does not freeze them. */
@AutoService(Check.class)
public final class CacheInvalidation implements Check<CacheInvalidation.Parameters> {

    private static final int MOST_SHOWN = 3;
    private static final Pattern MODULE = Pattern.compile(".*\\.(?:py|so)");

    /**
     * Parameters.
     *
     * @param edit name of one of the exercise's edits
     */
    public record Parameters(
            @Key("Name of an edit in exercise.yaml.") String edit) {}

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
                .map(added -> onAdded(added, files, seen, rebuild, verdict))
                .orElseGet(verdict::onFrozen);
    }

    private static Finding onAdded(
            String added, String files, Observations seen, Rebuild rebuild, RebuildVerdict verdict) {
        var wanted = WantedPackage.of(added);
        SiteFolders after = SiteFolders.of(seen.files(rebuild.image().orElseThrow()));
        List<Requirements.Entry> list = rebuild.edited().stream()
                .flatMap(file ->
                        seen.contextFile(file).stream().flatMap(bytes -> Requirements.read(file, bytes).stream()))
                .toList();
        Set<String> listed = list.stream().map(Requirements.Entry::name).collect(Collectors.toSet());
        List<String> needed = SiteFolders.of(seen.files()).of(listed);
        List<String> having = after.having(wanted);
        if (!having.isEmpty()
                && !bringsModules(
                        having, seen.files(), seen.files(rebuild.image().orElseThrow()))) {
            return verdict.failed(
                    added + " is on record in " + Listing.of(shown(having), MOST_SHOWN) + ", without a module",
                    "A requirement was added to " + files
                            + ", and the rebuilt image has a record of it and not a single "
                            + "module more than before: nothing was installed.",
                    guilty(listed, seen, verdict));
        }
        Optional<WantedPackage> raised = rebuild.raised().map(WantedPackage::of);
        List<String> kept = raised.map(newer -> olderThan(newer, after, having, seen, rebuild))
                .orElse(List.of());
        if (!kept.isEmpty()) {
            return verdict.failed(
                    "installed: " + Listing.of(kept, MOST_SHOWN),
                    "In " + files + ", " + raised.orElseThrow()
                            + " took the place of the version before, and the rebuilt image still has that one: what an earlier "
                            + "build installed stays, although the list asks for another version.",
                    guilty(listed, seen, verdict));
        }
        List<String> others = others(list, raised, after, having);
        if (!others.isEmpty()) {
            return verdict.failed(
                    "installed: " + Listing.of(others, MOST_SHOWN),
                    "When the image was built again, newer versions of the packages were out, and it got these in place of "
                            + "those that " + files + " names: the install does not go by the list.",
                    guilty(listed, seen, verdict));
        }
        if (!having.isEmpty() && having.containsAll(needed)) {
            return Finding.passed(verdict.expected(), added + " is in " + Listing.of(shown(having), MOST_SHOWN));
        }
        return verdict.failed(
                having.isEmpty()
                        ? added + " is not in the rebuilt image"
                        : added + " is in " + Listing.of(shown(having), MOST_SHOWN) + " only",
                having.isEmpty()
                        ? "A requirement was added to " + files
                                + " and the image was built again, and the new package is "
                                + "not in it: the install does not read the list, or its result is kept whatever the list says."
                        : "A requirement was added to " + files + ", and the new package was not installed where the "
                                + "other packages of the list are (" + Listing.of(shown(needed), MOST_SHOWN) + ").",
                guilty(listed, seen, verdict));
    }

    /** What there is of a package whose newer version is not there, or there by its record alone. */
    private static List<String> olderThan(
            WantedPackage newer, SiteFolders after, List<String> folders, Observations seen, Rebuild rebuild) {
        Set<String> renewed = NewerModules.between(
                        seen.files(), seen.files(rebuild.image().orElseThrow()))
                .map(ImageFiles.Entry::path)
                .collect(Collectors.toSet());
        return folders.stream()
                .filter(folder -> !after.has(folder, newer)
                        || (hasModules(folder, seen.files())
                                && renewed.stream().noneMatch(path -> path.startsWith(folder + "/"))))
                .flatMap(folder -> after.folders().getOrDefault(folder, Set.of()).stream())
                .map(InstalledPackage::of)
                .filter(newer::isNamed)
                .map(installed -> newer.isMetBy(installed)
                        ? installed.shown() + " by its record, with the older modules"
                        : installed.shown())
                .sorted()
                .toList();
    }

    private static boolean hasModules(String folder, ImageFiles files) {
        return files.below(folder).stream().anyMatch(entry -> entry.path().endsWith(".py"));
    }

    /**
     * What is there in a version that the list does not name, although it names one.
     *
     * @param raised of which the older version may lie beside the newer one, as its record does where pip is told a target
     */
    private static List<String> others(
            List<Requirements.Entry> list, Optional<WantedPackage> raised, SiteFolders after, List<String> folders) {
        Map<String, Set<String>> pinned = list.stream()
                .filter(Requirements.Entry::pinned)
                .filter(entry -> raised.filter(
                                newer -> Distribution.normal(newer.name()).equals(entry.name()))
                        .isEmpty())
                .collect(Collectors.groupingBy(
                        Requirements.Entry::name,
                        Collectors.mapping(entry -> entry.version().orElseThrow(), Collectors.toSet())));
        return folders.stream()
                .flatMap(folder -> after.folders().getOrDefault(folder, Set.of()).stream())
                .filter(one -> pinned.containsKey(one.name()))
                .filter(one -> pinned.getOrDefault(one.name(), Set.of()).stream()
                        .map(version -> new WantedPackage(one.name(), Optional.of(version)))
                        .noneMatch(wanted -> wanted.isMetBy(InstalledPackage.of(one))))
                .map(one -> one.name() + " " + one.version())
                .sorted()
                .toList();
    }

    /** Whether there is code in the folders that was not there before; a record alone is soon written. */
    private static boolean bringsModules(List<String> folders, ImageFiles before, ImageFiles after) {
        return folders.stream()
                .flatMap(folder -> after.below(folder).stream())
                .filter(entry -> entry.isFile() && entry.file().bytes() > 0)
                .filter(entry -> MODULE.matcher(entry.path()).matches())
                .anyMatch(entry -> before.at(entry.path()).isEmpty());
    }

    private static List<String> shown(List<String> folders) {
        return folders.stream().map(folder -> Printable.of(folder, 80)).toList();
    }

    /** The steps that install what is on the list; where none does, the end of the file. */
    private static List<Lines> guilty(Set<String> listed, Observations seen, RebuildVerdict verdict) {
        List<StepResult> installs = seen.installs().stream()
                .filter(Install::isRun)
                .filter(install -> install.distributions()
                        .flatMap(path -> Distribution.at(path).stream())
                        .anyMatch(distribution -> listed.contains(distribution.name())))
                .map(Install::step)
                .toList();
        List<Lines> lines = verdict.lines(installs);
        return lines.isEmpty() ? List.of(Guilty.end(seen.dockerfile())) : lines;
    }
}
