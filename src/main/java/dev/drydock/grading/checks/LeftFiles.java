package dev.drydock.grading.checks;

import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.ImageFiles.Hidden;
import dev.drydock.grading.Observations;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Says of files that should not be in an image which they are, which steps left them, and which deleted them in vain. */
record LeftFiles(Observations seen, String expected, Function<Entry, String> what) {

    private static final int MOST_SHOWN = 5;

    /** So that the step that wrote it is still shown behind it. */
    private static final int LONGEST_PATH = 60;

    /** Files that their paths say enough about. */
    LeftFiles(Observations seen, String expected) {
        this(seen, expected, entry -> "");
    }

    /**
     * Passes where there are none.
     *
     * @param found in any order, some perhaps more than once
     */
    Finding judge(List<Entry> found) {
        List<Entry> largestFirst = found.stream()
                .distinct()
                .sorted(Comparator.comparingLong((Entry entry) -> entry.file().bytes())
                        .reversed()
                        .thenComparing(Entry::path))
                .toList();
        return largestFirst.isEmpty() ? Finding.passed(expected, "none found") : failed(largestFirst);
    }

    private Finding failed(List<Entry> found) {
        long bytes = found.stream().mapToLong(entry -> entry.file().bytes()).sum();
        List<String> shown = found.stream()
                .map(entry -> Printable.of(entry.path(), LONGEST_PATH) + " (" + said(entry)
                        + LayerSteps.name(seen, entry.layer()) + ")")
                .toList();
        String actual = (found.size() == 1 ? "1 file, " : found.size() + " files, ") + Quantity.bytes(bytes) + ": "
                + Listing.of(shown, MOST_SHOWN);
        Set<Entry> all = Set.copyOf(found);
        Optional<Hidden> deleted = seen.files().hidden().stream()
                .filter(hidden -> all.contains(hidden.entry()))
                .findFirst();
        String fate = deleted.map(hidden -> " Deleting it later, as " + LayerSteps.name(seen, hidden.by())
                        + " does, did not help: the layer still has it.")
                .orElse("");
        Entry first = found.getFirst();
        String nature = what.apply(first);
        return Finding.failed(
                expected,
                actual,
                "The image holds " + Printable.of(first.path(), 120) + (nature.isEmpty() ? "" : ", " + nature)
                        + ", written by " + LayerSteps.name(seen, first.layer()) + "." + fate
                        + " What the service does not need costs each machine that pulls the model's image room and time.",
                LayerSteps.lines(seen, found.stream().map(Entry::layer).toList()));
    }

    private String said(Entry entry) {
        String nature = what.apply(entry);
        return nature.isEmpty() ? "" : nature + ", ";
    }
}
