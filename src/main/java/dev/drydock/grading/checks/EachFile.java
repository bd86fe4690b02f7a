package dev.drydock.grading.checks;

import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import dev.drydock.grading.PathPattern;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Judges every file that patterns name in the final file system; each pattern has to name at least one.
 *
 * @param paths patterns
 * @param expected in words
 */
record EachFile(Observations seen, List<String> paths, String expected) {

    private static final int MOST_SHOWN = 5;

    EachFile {
        paths = List.copyOf(paths);
    }

    /**
     * Judges.
     *
     * @param right whether a file is as it should be
     * @param shown what a file is, for evidence
     * @param why why it matters
     */
    Finding judge(Predicate<Entry> right, Function<Entry, String> shown, String why) {
        List<PathPattern> patterns = FoundFiles.patterns(paths);
        List<String> missing = patterns.stream()
                .filter(pattern -> FoundFiles.named(seen.files(), pattern).isEmpty())
                .map(PathPattern::toString)
                .toList();
        if (!missing.isEmpty()) {
            String names = Listing.of(missing, MOST_SHOWN);
            return Finding.failed(
                    expected,
                    "missing: " + names,
                    "The image does not hold " + names + ". A service that misses its files fails when it needs them.",
                    Guilty.linesOf(seen.dockerfile(), "COPY", "ADD"));
        }
        List<Entry> entries = patterns.stream()
                .flatMap(pattern -> FoundFiles.named(seen.files(), pattern).stream())
                .distinct()
                .toList();
        List<Entry> wrong = entries.stream().filter(right.negate()).toList();
        return wrong.isEmpty() ? passed(entries, shown) : failed(wrong, shown, why);
    }

    private Finding passed(List<Entry> entries, Function<Entry, String> shown) {
        return Finding.passed(expected, Listing.of(described(entries, shown), MOST_SHOWN));
    }

    private Finding failed(List<Entry> wrong, Function<Entry, String> shown, String why) {
        String found = Listing.of(described(wrong, shown), MOST_SHOWN);
        return Finding.failed(
                expected,
                found,
                "Not as it should be: " + found + ", as "
                        + LayerSteps.name(seen, wrong.getFirst().layer()) + " left it. " + why,
                LayerSteps.lines(seen, wrong.stream().map(Entry::layer).toList()));
    }

    private static List<String> described(List<Entry> entries, Function<Entry, String> shown) {
        return entries.stream()
                .map(entry -> entry.path() + " " + shown.apply(entry))
                .toList();
    }
}
