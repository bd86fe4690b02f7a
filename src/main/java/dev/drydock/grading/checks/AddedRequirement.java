package dev.drydock.grading.checks;

import dev.drydock.dockerfile.FileLines;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.Distribution;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.Install;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Rebuild;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a rebuild that added a requirement to a list, and may have raised another.
 *
 * @param edit by its name
 * @param whole whether all that is on the list has to be installed by steps that run again
 * @param rebuild that made an image
 */
record AddedRequirement(
        WantedPackage added, String edit, boolean whole, Observations seen, Rebuild rebuild, RebuildVerdict verdict) {

    private static final int MOST_SHOWN = 3;
    private static final Pattern MODULE = Pattern.compile(".*\\.(?:pyc?|so)");

    Finding judge() {
        SiteFolders after = SiteFolders.of(rebuilt());
        List<String> having = after.having(added);
        return withoutModule(having)
                .or(() -> notRaised(after, having))
                .or(() -> otherVersions(after, having))
                .or(() -> notWhereTheOthersAre(having))
                .or(this::kept)
                .or(this::installedAbove)
                .orElseGet(() ->
                        Finding.passed(verdict.expected(), added + " is in " + Listing.of(shown(having), MOST_SHOWN)));
    }

    private ImageFiles rebuilt() {
        return seen.files(rebuild.image().orElseThrow());
    }

    private String files() {
        return String.join(", ", rebuild.edited());
    }

    private List<Requirements.Entry> list() {
        return rebuild.edited().stream()
                .flatMap(file ->
                        seen.contextFile(file).stream().flatMap(bytes -> Requirements.read(file, bytes).stream()))
                .toList();
    }

    private Set<String> listed() {
        return list().stream().map(Requirements.Entry::name).collect(Collectors.toSet());
    }

    /** A record alone is soon written. */
    private Optional<Finding> withoutModule(List<String> having) {
        return having.isEmpty() || bringsModules(having)
                ? Optional.empty()
                : Optional.of(failed(
                        added + " is on record in " + Listing.of(shown(having), MOST_SHOWN) + ", without a module",
                        "A requirement was added to " + files()
                                + ", and the rebuilt image has a record of it and not a single module more than before: nothing was "
                                + "installed."));
    }

    private boolean bringsModules(List<String> folders) {
        ImageFiles after = rebuilt();
        return folders.stream()
                .flatMap(folder -> after.below(folder).stream())
                .filter(entry -> entry.isFile() && entry.file().bytes() > 0)
                .filter(entry -> MODULE.matcher(entry.path()).matches())
                .anyMatch(entry -> seen.files().at(entry.path()).isEmpty());
    }

    private Optional<Finding> notRaised(SiteFolders after, List<String> having) {
        return rebuild.raised()
                .map(WantedPackage::of)
                .map(newer -> olderThan(newer, after, having))
                .filter(kept -> !kept.isEmpty())
                .map(kept -> failed(
                        "installed: " + Listing.of(kept, MOST_SHOWN),
                        "In " + files() + ", " + rebuild.raised().orElseThrow()
                                + " took the place of the version before, and the rebuilt image still has that one: what an earlier "
                                + "build installed stays, although the list asks for another version."));
    }

    /** What there is of a package whose newer version is not there, or there by its record alone. */
    private List<String> olderThan(WantedPackage newer, SiteFolders after, List<String> folders) {
        Set<String> renewed = NewerModules.between(seen.files(), rebuilt())
                .map(ImageFiles.Entry::path)
                .collect(Collectors.toSet());
        return folders.stream()
                .filter(folder -> !after.has(folder, newer)
                        || (hasModules(newer, folder)
                                && renewed.stream().noneMatch(path -> path.startsWith(folder + "/"))))
                .flatMap(folder -> installed(after, folder))
                .filter(newer::isNamed)
                .map(there ->
                        newer.isMetBy(there) ? there.shown() + " by its record, with the older modules" : there.shown())
                .sorted()
                .toList();
    }

    /** Whether its source was there before, under its own name; an image may have byte code alone. */
    private boolean hasModules(WantedPackage newer, String folder) {
        String module = folder + "/" + newer.name().replace('-', '_');
        return seen.files()
                .matching(
                        path -> path.equals(module + ".py") || (path.startsWith(module + "/") && path.endsWith(".py")))
                .findAny()
                .isPresent();
    }

    private static Stream<InstalledPackage> installed(SiteFolders folders, String folder) {
        return folders.folders().getOrDefault(folder, Set.of()).stream().map(InstalledPackage::of);
    }

    /**
     * What the list names in one version and the image has in another. The older version of what was raised may lie beside the
     * newer one, as its record does where pip is told a target.
     */
    private Optional<Finding> otherVersions(SiteFolders after, List<String> having) {
        Optional<String> raised = rebuild.raised().map(WantedPackage::of).map(WantedPackage::name);
        Map<String, Set<String>> pinned = list().stream()
                .filter(Requirements.Entry::pinned)
                .filter(entry -> raised.filter(name -> Distribution.normal(name).equals(entry.name()))
                        .isEmpty())
                .collect(Collectors.groupingBy(
                        Requirements.Entry::name,
                        Collectors.mapping(entry -> entry.version().orElseThrow(), Collectors.toSet())));
        List<InstalledPackage> others = having.stream()
                .flatMap(folder -> installed(after, folder))
                .filter(one -> pinned.containsKey(one.name()))
                .filter(one -> pinned.getOrDefault(one.name(), Set.of()).stream()
                        .map(version -> new WantedPackage(one.name(), Optional.of(version)))
                        .noneMatch(wanted -> wanted.isMetBy(one)))
                .sorted(Comparator.comparing(InstalledPackage::shown))
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(otherVersions(others));
    }

    private Finding otherVersions(List<InstalledPackage> others) {
        Set<String> names = others.stream().map(InstalledPackage::name).collect(Collectors.toSet());
        List<FileLines> conditional = list().stream()
                .filter(entry -> entry.conditional() && names.contains(entry.name()))
                .map(Requirements.Entry::lines)
                .toList();
        return failed(
                        "installed: "
                                + Listing.of(
                                        others.stream()
                                                .map(InstalledPackage::shown)
                                                .toList(),
                                        MOST_SHOWN),
                        "When the image was built again, newer versions of the packages were out, and it got these in place of "
                                + "those that " + files() + " names: "
                                + (conditional.isEmpty()
                                        ? "the install does not go by the list."
                                        : "there, the version stands under a condition, which may not hold here, or in the remark of the line above."))
                .blaming(conditional);
    }

    private Optional<Finding> notWhereTheOthersAre(List<String> having) {
        List<String> needed = needed();
        if (having.isEmpty()) {
            return Optional.of(failed(
                    added + " is not in the rebuilt image",
                    "A requirement was added to " + files()
                            + " and the image was built again, and the new package is not in it: the install does not read the list, "
                            + "or its result is kept whatever the list says."));
        }
        return having.containsAll(needed)
                ? Optional.empty()
                : Optional.of(failed(
                        added + " is in " + Listing.of(shown(having), MOST_SHOWN) + " only",
                        "A requirement was added to " + files()
                                + ", and the new package was not installed where the other packages of the list are ("
                                + Listing.of(shown(needed), MOST_SHOWN) + ")."));
    }

    /**
     * Without it on the list it has to be gone again, and what is raised with nothing else has to come. Nothing but a cache mount
     * keeps what a step made before.
     */
    private Optional<Finding> kept() {
        if (Guilty.runsWithCacheMount(seen.dockerfile()).isEmpty()) {
            return Optional.empty();
        }
        Rebuild again = seen.rebuildAgain(edit);
        return again.image()
                .map(image -> SiteFolders.of(seen.files(image)))
                .flatMap(later -> stillThere(later).or(() -> notRaisedAlone(later, again)));
    }

    private Optional<Finding> stillThere(SiteFolders later) {
        return later.having(added).isEmpty()
                ? Optional.empty()
                : Optional.of(failed(
                        added + " is still in the image when the list no longer names it",
                        "The image was built once more, without " + added
                                + " on the list, and still has it: what is installed is kept in a cache mount, so that a package that "
                                + "is taken off the list stays in the image for ever, on this machine."));
    }

    private Optional<Finding> notRaisedAlone(SiteFolders later, Rebuild again) {
        return again.raised()
                .filter(newer -> again.added().isEmpty())
                .filter(newer -> !later.having(WantedPackage.of(newer)).containsAll(needed()))
                .map(newer -> failed(
                        newer + " is not in the image when nothing else on the list has changed",
                        "The image was built once more, with " + newer
                                + " on the list in place of the version before and "
                                + "nothing else changed, and has not got it: what an earlier build installed is kept in a cache "
                                + "mount, and is taken for another list than it was made of."));
    }

    private List<String> needed() {
        return SiteFolders.of(seen.files()).of(listed());
    }

    /** What comes from the list has to come again where the list changes; else what is raised or taken off it stays below. */
    private Optional<Finding> installedAbove() {
        Set<String> listed = listed();
        List<StepResult> above = !whole
                ? List.of()
                : installsOf(listed)
                        .filter(step -> !rebuild.installedAgain().contains(step))
                        .toList();
        return above.isEmpty()
                ? Optional.empty()
                : Optional.of(verdict.failed(
                        "not installed again: what " + verdict.describe(above.getFirst()) + " installs",
                        verdict.describe(above.getFirst()) + " installs packages that are on the list in " + files()
                                + ", and does not run again when the list changes: what is raised or taken off there stays in its layer.",
                        verdict.lines(above)));
    }

    private Stream<StepResult> installsOf(Set<String> names) {
        return seen.installs().stream()
                .filter(Install::isRun)
                .filter(install -> install.distributions()
                        .flatMap(path -> Distribution.at(path).stream())
                        .anyMatch(distribution -> names.contains(distribution.name())))
                .map(Install::step);
    }

    private static List<String> shown(List<String> folders) {
        return folders.stream().map(folder -> Printable.of(folder, 80)).toList();
    }

    private Finding failed(String actual, String message) {
        return verdict.failed(actual, message, guilty());
    }

    /**
     * The steps that name the list, such as one that makes another list of it, and those that install what is on it; where none
     * does, the end of the file.
     */
    private List<Lines> guilty() {
        List<StepResult> installs = installsOf(listed()).toList();
        List<Lines> lines = Stream.concat(
                        Guilty.runsThatName(seen.dockerfile(), rebuild.edited()).stream(),
                        verdict.lines(installs).stream())
                .distinct()
                .toList();
        return lines.isEmpty() ? List.of(Guilty.end(seen.dockerfile())) : lines;
    }
}
