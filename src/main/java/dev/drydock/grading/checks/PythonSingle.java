package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.Nature;
import dev.drydock.engine.RecognisedFile;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The image has one Python interpreter, at a known path. */
@AutoService(Check.class)
public final class PythonSingle implements Check<PythonSingle.Parameters> {

    private static final int MOST_SHOWN = 5;

    /** What dpkg keeps of Debian's interpreter, and where that is. */
    private static final String DEBIANS_PACKAGE = "/var/lib/dpkg/info/python3\\.[0-9]+-minimal(?::[a-z0-9]+)?";

    private static final Pattern DEBIANS_RECORD = Pattern.compile(DEBIANS_PACKAGE + "\\.list");

    private static final Pattern DEBIANS_SUMS = Pattern.compile(DEBIANS_PACKAGE + "\\.md5sums");

    private static final Pattern DEBIANS = Pattern.compile("/usr/bin/python3[.0-9]*");

    /**
     * Parameters.
     *
     * @param path of the interpreter; links are followed
     */
    public record Parameters(
            @Key(
                    value = "Absolute path of the one interpreter.",
                    pattern = "/.*",
                    patternMeans = "a path that begins with a slash")
            String path) {}

    @Override
    public String kind() {
        return "python.single";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Links to an interpreter are fine, as in a virtual environment; a copy, or a second installation, has packages of its "
                + "own. Install one Python, and use it everywhere.";
    }

    @Override
    public String defaultLesson() {
        return "09-gpu-containers#mistakes";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Map<Entry, RecognisedFile> interpreters = Recognised.left(seen, seen.files(), Nature.PYTHON);
        Optional<Entry> wanted = seen.files().find(parameters.path()).filter(interpreters::containsKey);
        String expected = "one Python, " + parameters.path();
        List<Entry> others = interpreters.keySet().stream()
                .filter(entry -> wanted.filter(one -> isSame(one, entry)).isEmpty())
                .toList();
        if (wanted.isPresent() && others.isEmpty()) {
            if (DpkgSums.isReplaced(wanted.get(), DEBIANS_SUMS, seen)) {
                return replaced(expected, wanted.get(), seen);
            }
            return Finding.passed(expected, wanted.get().path() + shown(interpreters, wanted.get()));
        }
        List<String> all = interpreters.keySet().stream()
                .map(entry ->
                        entry.path() + shown(interpreters, entry) + " from " + LayerSteps.name(seen, entry.layer()))
                .toList();
        return Finding.failed(
                expected,
                all.isEmpty() ? "none found" : all.size() + " found: " + Listing.of(all, MOST_SHOWN),
                wanted.isEmpty()
                        ? parameters.path() + " is no Python interpreter of this image."
                        : "Besides " + parameters.path() + " the image has "
                                + Printable.of(others.getFirst().path(), 120)
                                + ". Packages that are installed for one Python are missing in the other, and which one runs is "
                                + "left to chance.",
                others.isEmpty()
                        ? Guilty.linesOf(seen.dockerfile(), "RUN", "FROM")
                        : LayerSteps.lines(
                                seen,
                                guilty(interpreters.keySet(), others, seen).stream()
                                        .map(Entry::layer)
                                        .toList()));
    }

    private static Finding replaced(String expected, Entry entry, Observations seen) {
        String what = Printable.of(entry.path(), 120);
        return Finding.failed(
                expected,
                what + " has another content than its package brought",
                what
                        + " was put over the interpreter that Debian's package installed: the next update of the package replaces it, and "
                        + "its library and modules were made for the other one.",
                LayerSteps.lines(seen, List.of(entry.layer())));
    }

    /** Of several, those that no package manager brought; where all or none are Debian's, those that are not the wanted one. */
    private static List<Entry> guilty(Collection<Entry> all, List<Entry> others, Observations seen) {
        boolean debians = seen.files()
                .matching(DEBIANS_RECORD.asMatchPredicate())
                .findAny()
                .isPresent();
        List<Entry> foreign = all.stream()
                .filter(entry -> !(debians && DEBIANS.matcher(entry.path()).matches()))
                .toList();
        return foreign.isEmpty() || foreign.size() == all.size() ? others : foreign;
    }

    /** Two names of one file are one interpreter. */
    private static boolean isSame(Entry one, Entry other) {
        return one.equals(other)
                || (one.layer() == other.layer()
                        && one.file().sameFile() != 0
                        && one.file().sameFile() == other.file().sameFile());
    }

    private static String shown(Map<Entry, RecognisedFile> interpreters, Entry entry) {
        return Optional.ofNullable(interpreters.get(entry))
                .map(RecognisedFile::detail)
                .filter(version -> !version.isEmpty())
                .map(version -> " (" + version + ")")
                .orElse("");
    }
}
