package dev.drydock.reception;

import dev.drydock.content.Exercise;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is kept of files that cannot be read as a submission: what the learner wrote, not whatever a program may send. */
final class Refused {

    private static final int LONGEST_PATH = 255;
    private static final int MOST = 100;

    /** Bytes of all files, less than a submission may have: it is only to show what was refused. */
    private static final int MOST_BYTES = 1 << 20;

    private Refused() {}

    static SortedMap<String, byte[]> kept(Exercise exercise, Map<String, byte[]> files) {
        SortedMap<String, byte[]> kept = new TreeMap<>();
        int bytes = 0;
        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
            if (isPlain(file.getKey())
                    && exercise.settings().mayEdit(file.getKey())
                    && kept.size() < MOST
                    && file.getValue().length <= MOST_BYTES - bytes) {
                bytes += file.getValue().length;
                kept.put(file.getKey(), file.getValue());
            }
        }
        return kept;
    }

    /** A name that the database takes. */
    private static boolean isPlain(String path) {
        return path.length() <= LONGEST_PATH
                && path.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    }
}
