package dev.drydock.grading;

import java.util.Arrays;
import java.util.List;

/**
 * A pattern for absolute paths of an image: {@code *} stands for any text within one name, {@code **} between slashes for
 * any number of names. All possibilities are followed at once, so that no path takes exponential time.
 */
public final class PathPattern {

    private static final String ANY_NAMES = "**";

    private final String written;
    private final List<String> names;

    private PathPattern(String written, List<String> names) {
        this.written = written;
        this.names = names;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it is none, in words for its author
     */
    public static PathPattern of(String written) {
        if (!written.startsWith("/") && !written.startsWith(ANY_NAMES + "/")) {
            throw new IllegalArgumentException("\"" + written + "\" has to begin with a slash or with **/");
        }
        List<String> names = names(written);
        if (names.isEmpty() || names.contains("..")) {
            throw new IllegalArgumentException("\"" + written + "\" has to name something, and without ..");
        }
        if (names.stream().anyMatch(name -> name.contains(ANY_NAMES) && !name.equals(ANY_NAMES))) {
            throw new IllegalArgumentException("in \"" + written + "\", ** has to stand alone between slashes");
        }
        return new PathPattern(written, names);
    }

    private static List<String> names(String path) {
        return Arrays.stream(path.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }

    /** Whether it stands for one path only. */
    public boolean isPlain() {
        return names.stream().noneMatch(name -> name.contains("*"));
    }

    /** Whether it matches this very path. */
    public boolean matches(String path) {
        boolean[] states = start();
        for (String name : names(path)) {
            states = after(states, name);
        }
        return states[names.size()];
    }

    /** Whether it matches this path or a directory above it. */
    public boolean covers(String path) {
        boolean[] states = start();
        for (String name : names(path)) {
            states = after(states, name);
            if (states[names.size()]) {
                return true;
            }
        }
        return false;
    }

    /** State n: the first n names of the pattern are used up. */
    private boolean[] start() {
        boolean[] states = new boolean[names.size() + 1];
        enter(states, 0);
        return states;
    }

    private boolean[] after(boolean[] states, String name) {
        boolean[] next = new boolean[states.length];
        for (int i = 0; i < names.size(); i++) {
            if (states[i] && names.get(i).equals(ANY_NAMES)) {
                enter(next, i);
                next[i + 1] = true;
            } else if (states[i] && matches(names.get(i), name)) {
                enter(next, i + 1);
            }
        }
        return next;
    }

    /** {@code **} may stand for nothing, but at the end: {@code /a/**} is what lies in /a and not /a itself. */
    private void enter(boolean[] states, int first) {
        int state = first;
        states[state] = true;
        while (state < names.size() - 1 && names.get(state).equals(ANY_NAMES)) {
            state++;
            states[state] = true;
        }
    }

    /** Goes back to the last star only: what an earlier one could take more of, the last one can take as well. */
    private static boolean matches(String pattern, String name) {
        int at = 0;
        int star = -1;
        int taken = 0;
        int i = 0;
        while (i < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at;
                at++;
                taken = i;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                taken++;
                i = taken;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(character -> character == '*');
    }

    /** As it was written. */
    @Override
    public String toString() {
        return written;
    }
}
