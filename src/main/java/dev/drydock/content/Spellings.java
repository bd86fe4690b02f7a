package dev.drydock.content;

import java.text.Normalizer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Paths that are to lie in one tree: refuses those that some file system would take for one another. A folder may be named
 * again, as archives do; a file may not.
 */
final class Spellings {

    /** By path: whether it is a folder. */
    private final NavigableMap<String, Boolean> entries = new TreeMap<>();

    /** Path as it was first written, by what all spellings of it have in common. */
    private final Map<String, String> first = new HashMap<>();

    /**
     * Adds a path, and the folders that it lies in.
     *
     * @throws SubmissionException if it is there already, or another that looks like it
     */
    void add(String path, boolean folder) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            put(path.substring(0, slash), true, path);
        }
        put(path, folder, path);
    }

    private void put(String path, boolean folder, String whole) {
        String spelling = first.putIfAbsent(folded(path), path);
        if (spelling != null && !spelling.equals(path)) {
            throw duplicate(whole, lookalike(whole, path, spelling));
        }
        Boolean before = entries.putIfAbsent(path, folder);
        if (before != null && before != folder) {
            throw duplicate(whole, "There is a file and a folder of the same name, " + EntryName.printable(path) + ".");
        }
        if (before != null && !folder) {
            throw duplicate(whole, "This file is there twice.");
        }
    }

    /** Spellings that differ in case, or in how an accent is encoded, become the same. */
    private static String folded(String path) {
        return composed(composed(path).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    private static String composed(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC);
    }

    private static String lookalike(String whole, String path, String other) {
        boolean accents = composed(path).equals(composed(other));
        return "%s and %s differ only in %s; many machines take them for the same."
                .formatted(
                        whole.equals(path) ? "This name" : "The folder " + EntryName.printable(path),
                        EntryName.printable(other),
                        accents ? "how an accent is encoded" : "upper and lower case");
    }

    private static SubmissionException duplicate(String path, String reason) {
        return new SubmissionException(
                "submission.duplicate",
                Optional.of(EntryName.printable(path)),
                reason,
                "Keep one of the two, or rename it.");
    }

    /** Files and folders, those that files lie in among them. */
    int count() {
        return entries.size();
    }

    /** Files and folders, those that files lie in among them; sorted. */
    SortedSet<String> paths() {
        return Collections.unmodifiableSortedSet(entries.navigableKeySet());
    }
}
