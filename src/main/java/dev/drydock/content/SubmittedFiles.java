package dev.drydock.content;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A learner's files as they are stored and handed on.
 *
 * @param contents by path relative to the exercise's context, with forward slashes; do not change the arrays
 * @param modes permission bits, by path; of what came without, as from a browser, there are none
 */
public record SubmittedFiles(SortedMap<String, byte[]> contents, Map<String, Integer> modes) {

    public SubmittedFiles {
        contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
        modes = Map.copyOf(modes);
    }

    public static SubmittedFiles withoutModes(Map<String, byte[]> contents) {
        return new SubmittedFiles(new TreeMap<>(contents), Map.of());
    }
}
