package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.Check;
import dev.drydock.grading.Distribution;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.Observations;
import dev.drydock.grading.PathPattern;
import dev.drydock.grading.checks.InstalledPackage.System;
import dev.drydock.yaml.Key;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The packages that the service needs are installed, and those that it does not were not added to the base. */
@AutoService(Check.class)
public final class PackagesDiff implements Check<PackagesDiff.Parameters> {

    private static final int MOST_SHOWN = 12;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._+-]*(==[^=\\s]+)?";

    /**
     * Parameters.
     *
     * @param present packages that the image must have
     * @param absent packages that must not be added to the base
     */
    public record Parameters(
            @Key(
                    value = "Python or Debian packages that the image must have, such as flask==2.2.2 or libgomp1.",
                    pattern = NAME,
                    patternMeans = "a name, or name==version")
            Optional<List<String>> present,

            @Key(
                    value = "Python or Debian packages that the image must not add to its base.",
                    pattern = NAME,
                    patternMeans = "a name, or name==version")
            Optional<List<String>> absent) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            present = present.map(List::copyOf);
            absent = absent.map(List::copyOf);
            if (wanted(present).isEmpty() && wanted(absent).isEmpty()) {
                throw new IllegalArgumentException("packages.diff needs one of: present, absent");
            }
        }

        static List<WantedPackage> wanted(Optional<List<String>> written) {
            return written.orElse(List.of()).stream().map(WantedPackage::of).toList();
        }

        String expected() {
            String have =
                    present.map(names -> "has " + String.join(", ", names)).orElse("");
            String add = absent.map(names -> "adds none of " + String.join(", ", names))
                    .orElse("");
            return have + (have.isEmpty() || add.isEmpty() ? "" : "; ") + add;
        }
    }

    @Override
    public String kind() {
        return "packages.diff";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Compare `pip list` in the image with your requirements. What only tests or the build need belongs into a "
                + "file of its own, or into a stage that the final one only copies from.";
    }

    @Override
    public String defaultLesson() {
        return "03-layers-and-cache#pip";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        var packages = new Packages(seen);
        List<WantedPackage> missing = Parameters.wanted(parameters.present()).stream()
                .filter(wanted -> packages.inTheEnd.stream().noneMatch(wanted::isMetBy))
                .toList();
        List<InstalledPackage> unwanted = packages.added().stream()
                .filter(added -> Parameters.wanted(parameters.absent()).stream().anyMatch(name -> name.isMetBy(added)))
                .toList();
        String actual = packages.describeAdded();
        if (missing.isEmpty() && unwanted.isEmpty()) {
            return Finding.passed(parameters.expected(), actual);
        }
        List<Lines> runs = missing.isEmpty() ? List.of() : packages.linesOfMissing(missing);
        return Finding.failed(
                parameters.expected(),
                actual,
                (packages.explainMissing(missing) + " " + explainUnwanted(unwanted)).strip(),
                Stream.concat(runs.stream(), packages.lines(unwanted).stream())
                        .distinct()
                        .toList());
    }

    private static String explainUnwanted(List<InstalledPackage> unwanted) {
        return unwanted.isEmpty()
                ? ""
                : "The service does not need what was added to the base: " + Listing.of(shown(unwanted), MOST_SHOWN)
                        + ". It makes the model's image larger and gives an intruder more to work with.";
    }

    private static List<String> shown(List<InstalledPackage> packages) {
        return packages.stream().map(InstalledPackage::shown).toList();
    }

    /** What is installed in the end, and in the base. */
    private static final class Packages {

        private final Observations seen;
        private final Set<InstalledPackage> inTheEnd;
        private final Set<InstalledPackage> inTheBase;

        Packages(Observations seen) {
            this.seen = seen;
            this.inTheEnd = of(seen.files());
            this.inTheBase = of(ImageFiles.of(seen.files().layers().subList(0, seen.baseLayers())));
        }

        private Set<InstalledPackage> of(ImageFiles files) {
            return Stream.concat(
                            InstalledPackage.python(files).stream(),
                            InstalledPackage.debian(files, seen::content).stream())
                    .collect(Collectors.toSet());
        }

        List<InstalledPackage> added() {
            return inTheEnd.stream()
                    .filter(Predicate.not(inTheBase::contains))
                    .sorted(Comparator.comparing(InstalledPackage::system)
                            .thenComparing(InstalledPackage::name)
                            .thenComparing(InstalledPackage::version))
                    .toList();
        }

        String describeAdded() {
            List<InstalledPackage> added = added();
            return added.isEmpty()
                    ? "added nothing to the base"
                    : "added to the base: " + Listing.of(shown(added), MOST_SHOWN);
        }

        String explainMissing(List<WantedPackage> missing) {
            if (missing.isEmpty()) {
                return "";
            }
            List<String> others = missing.stream()
                    .flatMap(wanted -> inTheEnd.stream().filter(wanted::isNamed))
                    .map(InstalledPackage::shown)
                    .toList();
            String instead = others.isEmpty() ? "" : "; it has " + Listing.of(others, MOST_SHOWN);
            return "The image does not have "
                    + String.join(
                            ", ", missing.stream().map(WantedPackage::toString).toList())
                    + instead + ". Another version, or none, changes what the model answers or keeps it from loading.";
        }

        /** The step that brought the package's bare files; without one, the last RUN, which could have installed it. */
        List<Lines> linesOfMissing(List<WantedPackage> missing) {
            ImageFiles files = seen.files();
            List<Integer> bare = IntStream.range(
                            seen.baseLayers(), files.layers().size())
                    .filter(layer -> files.layers().get(layer).stream()
                            .anyMatch(file -> missing.stream().anyMatch(wanted -> wanted.isLibrary(file.path()))))
                    .boxed()
                    .toList();
            List<Lines> lines = LayerSteps.lines(seen, bare);
            return lines.isEmpty() ? Guilty.linesOf(seen.dockerfile(), "RUN") : lines;
        }

        /** The steps that left the packages' descriptions. */
        List<Lines> lines(List<InstalledPackage> packages) {
            ImageFiles files = seen.files();
            List<Integer> layers = IntStream.range(
                            seen.baseLayers(), files.layers().size())
                    .filter(layer -> files.layers().get(layer).stream()
                            .filter(file -> file.kind() != Kind.WHITEOUT)
                            .anyMatch(file -> packages.stream().anyMatch(added -> describes(file.path(), added))))
                    .boxed()
                    .toList();
            return LayerSteps.lines(seen, layers);
        }

        private static boolean describes(String path, InstalledPackage added) {
            if (added.system() == System.PYTHON) {
                return Distribution.at(path).map(InstalledPackage::of).stream().anyMatch(added::equals);
            }
            String list = "/var/lib/dpkg/info/" + added.name();
            return path.equals(list + ".list")
                    || path.equals("/var/lib/dpkg/status.d/" + added.name())
                    || PathPattern.of(list + ":*.list").matches(path);
        }
    }
}
