package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.FileLines;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.Image;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.Check;
import dev.drydock.grading.Distribution;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Install;
import dev.drydock.grading.Later;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Built again when newer versions are out, the image gets the same versions of Python packages. */
@AutoService(Check.class)
public final class PackagesStable implements Check<PackagesStable.Parameters> {

    private static final int MOST_SHOWN = 6;
    private static final Set<String> INSTALLERS = Set.of("pip", "setuptools", "wheel");
    private static final String DEBIANS = "/usr/lib/python3/dist-packages";

    /** Which Debian's packages leave out. */
    private static final String PIPS_LIST = "/RECORD";

    /** A package below a folder that Python installs to; pip itself and Debian's own aside. */
    private static final Pattern MODULE = Pattern.compile(".*/(?:site-packages|local/lib/python3[^/]*/dist-packages)/"
            + "(?!pip/|setuptools/|pkg_resources/|wheel/)[^/]+/__init__\\.py");

    /** None. */
    public record Parameters() {}

    @Override
    public String kind() {
        return "packages.stable";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Give every package its exact version, those too that others need: `pip freeze` in a working image lists them all.";
    }

    @Override
    public String defaultLesson() {
        return "06-base-images#pinning";
    }

    @Override
    public Moment moment() {
        return Moment.ANEW;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String expected = "built again from an index with newer versions, the same Python packages";
        Later later = seen.later();
        if (later.image().isEmpty()) {
            return broken(expected, later.outcome(), seen);
        }
        Set<Distribution> before = held(seen.files());
        Set<Distribution> after = held(seen.files(later.image().get()));
        if (before.isEmpty() && hasModules(seen)) {
            return unrecorded(expected, seen);
        }
        if (before.equals(after)) {
            return otherModule(seen, later.image().get())
                    .map(module -> unlisted(expected, module, seen))
                    .orElseGet(() -> Finding.passed(expected, before.size() + " packages, each with the same version"));
        }
        Set<String> changed = changed(before, after);
        Requirements requirements = Requirements.of(seen);
        return Finding.failed(
                        expected,
                        "changed: "
                                + Listing.of(
                                        changed.stream()
                                                .map(name -> name + " " + version(before, name) + " → "
                                                        + version(after, name))
                                                .toList(),
                                        MOST_SHOWN),
                        "The same Dockerfile gives other packages once newer ones are out: what was tested is not what is built next week, "
                                + "and a model that was saved with one version may not load with another. "
                                + unheld(changed, requirements),
                        guilty(changed, seen))
                .blaming(named(changed, requirements));
    }

    /** Where lists of requirements name what changed without holding it; what they do hold is the install's fault. */
    private static List<FileLines> named(Set<String> changed, Requirements requirements) {
        return changed.stream()
                .flatMap(name -> requirements.named(name).stream())
                .filter(entry -> !entry.holds())
                .limit(MOST_SHOWN)
                .map(Requirements.Entry::lines)
                .toList();
    }

    /** What installs packages is not what is installed, and Debian's own are held by its release. */
    private static Set<Distribution> held(ImageFiles files) {
        Set<Distribution> byPip = files.matching(path -> path.startsWith(DEBIANS) && path.endsWith(PIPS_LIST))
                .map(list -> list.path().substring(0, list.path().length() - PIPS_LIST.length()))
                .flatMap(folder -> Distribution.at(folder).stream())
                .collect(Collectors.toSet());
        return InstalledPackage.distributions(files)
                .filter(one -> !INSTALLERS.contains(one.name()))
                .filter(one -> !one.folder().equals(DEBIANS) || byPip.contains(one))
                .collect(Collectors.toSet());
    }

    private static boolean hasModules(Observations seen) {
        return seen.files().matching(MODULE.asMatchPredicate()).anyMatch(entry -> entry.layer() >= seen.baseLayers());
    }

    /** A newer version whose records are gone still has other files. */
    private static Optional<Entry> otherModule(Observations seen, Image later) {
        return NewerModules.between(seen.files(), seen.files(later))
                .filter(entry ->
                        entry.layer() >= seen.baseLayers() && !entry.path().startsWith(DEBIANS))
                .findFirst();
    }

    private static Finding unlisted(String expected, Entry module, Observations seen) {
        String path = Printable.of(module.path(), 100);
        return Finding.failed(
                expected,
                path + " is another file",
                "The records of the packages are the same, and yet " + path
                        + " differs: a package that no record names was installed in whatever version was the newest.",
                LayerSteps.lines(seen, List.of(module.layer())));
    }

    private static Finding unrecorded(String expected, Observations seen) {
        return Finding.failed(
                expected,
                "there are Python packages, and nothing that says which",
                "The records of what is installed (`*.dist-info`) are gone from the image, so that neither pip nor anybody else can "
                        + "tell which versions it has.",
                Guilty.linesOf(seen.dockerfile(), "RUN"));
    }

    private static Finding broken(String expected, BuildOutcome outcome, Observations seen) {
        Optional<StepResult> step = outcome instanceof BuildOutcome.Failed failed ? failed.step() : Optional.empty();
        List<Lines> lines = step.flatMap(failed -> seen.instruction(failed.step()))
                .map(instruction -> List.of(instruction.lines()))
                .orElseGet(() -> Guilty.linesOf(seen.dockerfile(), "RUN"));
        return Finding.failed(
                expected,
                "the image no longer builds",
                "Once the package index has moved on, the image does not build any more"
                        + (lines.isEmpty() ? "" : ": line " + lines.getFirst().start() + " fails")
                        + ". Where some packages are held at their versions and others are not, the newest of these may no "
                        + "longer go with those.",
                lines);
    }

    private static Set<String> changed(Set<Distribution> before, Set<Distribution> after) {
        var names = new TreeSet<String>();
        before.stream().filter(one -> !after.contains(one)).forEach(one -> names.add(one.name()));
        after.stream().filter(one -> !before.contains(one)).forEach(one -> names.add(one.name()));
        return names;
    }

    /** Where each changed package is named without a version, or that it is named nowhere. */
    private static String unheld(Set<String> changed, Requirements requirements) {
        List<Requirements.Entry> named = changed.stream()
                .flatMap(name -> requirements.named(name).stream())
                .toList();
        List<String> unnamed = changed.stream()
                .filter(name -> requirements.named(name).isEmpty())
                .toList();
        return Stream.of(
                        sentence("Without an exact version: ", placed(named, entry -> !entry.pinned())),
                        sentence(
                                "With an exact version under a condition, which may not hold here, or in the remark of the line above: ",
                                placed(named, entry -> entry.pinned() && entry.conditional())),
                        sentence("On no list of requirements: ", unnamed),
                        sentence(
                                "With an exact version on a list that the install does not go by: ",
                                named.stream()
                                        .filter(Requirements.Entry::holds)
                                        .map(Requirements.Entry::name)
                                        .toList()))
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static List<String> placed(List<Requirements.Entry> entries, Predicate<Requirements.Entry> which) {
        return entries.stream()
                .filter(which)
                .map(entry -> entry.name() + " (" + Printable.of(entry.file(), 60) + ", line " + entry.line() + ")")
                .toList();
    }

    private static String sentence(String what, List<String> names) {
        return names.isEmpty() ? "" : what + Listing.of(names, MOST_SHOWN) + ".";
    }

    /** The steps that installed what changed, also those of stages that are only copied from. */
    private static List<Lines> guilty(Set<String> changed, Observations seen) {
        List<Lines> runs = seen.installs().stream()
                .filter(Install::isRun)
                .filter(install -> install.distributions()
                        .flatMap(path -> Distribution.at(path).stream())
                        .anyMatch(distribution -> changed.contains(distribution.name())))
                .flatMap(install -> seen.instruction(install.step().step()).map(Instruction::lines).stream())
                .distinct()
                .toList();
        return runs.isEmpty() ? Guilty.linesOf(seen.dockerfile(), "RUN") : runs;
    }

    private static String version(Set<Distribution> packages, String name) {
        String versions = packages.stream()
                .filter(one -> one.name().equals(name))
                .map(Distribution::version)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
        return versions.isEmpty() ? "(none)" : versions;
    }
}
