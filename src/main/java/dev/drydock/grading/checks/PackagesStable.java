package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.Image;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Built again when newer versions are out, the image gets the same versions of Python packages. */
@AutoService(Check.class)
public final class PackagesStable implements Check<PackagesStable.Parameters> {

    private static final int MOST_SHOWN = 6;

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
        Optional<Image> later = seen.later();
        if (later.isEmpty()) {
            return Finding.failed(
                    expected,
                    "the image no longer builds",
                    "Once the package index has moved on, the image does not build any more.",
                    Guilty.linesOf(seen.dockerfile(), "RUN"));
        }
        Set<InstalledPackage> before = InstalledPackage.python(seen.files());
        Set<InstalledPackage> after = InstalledPackage.python(seen.files(later.get()));
        if (before.equals(after)) {
            return Finding.passed(expected, before.size() + " packages, each with the same version");
        }
        List<String> changes = changes(before, after);
        return Finding.failed(
                expected,
                "changed: " + Listing.of(changes, MOST_SHOWN),
                "The same Dockerfile gives other packages once newer ones are out: what was tested is not what is built next week, "
                        + "and a model that was saved with one version may not load with another.",
                Guilty.linesOf(seen.dockerfile(), "RUN"));
    }

    private static List<String> changes(Set<InstalledPackage> before, Set<InstalledPackage> after) {
        var names = new TreeSet<String>();
        before.stream().filter(one -> !after.contains(one)).forEach(one -> names.add(one.name()));
        after.stream().filter(one -> !before.contains(one)).forEach(one -> names.add(one.name()));
        return names.stream()
                .map(name -> name + " " + version(before, name) + " → " + version(after, name))
                .toList();
    }

    private static String version(Set<InstalledPackage> packages, String name) {
        String versions = packages.stream()
                .filter(one -> one.name().equals(name))
                .map(InstalledPackage::version)
                .sorted()
                .collect(Collectors.joining(" and "));
        return versions.isEmpty() ? "(none)" : versions;
    }
}
