package dev.drydock.grading.checks;

import dev.drydock.text.Plain;
import java.util.List;

/** Makes what a learner's code wrote fit to be quoted in a message: on one line, short, and obeyed by nothing. */
final class Printable {

    /** More than a message ever shows; what is cut away costs nothing then. */
    private static final int LONGEST = 8_000;

    private static final int LONGEST_LINE = 160;

    private Printable() {}

    /**
     * The beginning of a text.
     *
     * @param most characters that are kept
     */
    static String of(String untrusted, int most) {
        String head = untrusted.substring(0, Math.min(untrusted.length(), LONGEST));
        String line = Plain.line(head);
        if (line.length() <= most) {
            return head.length() < untrusted.length() ? line + "…" : line;
        }
        // A character outside the basic plane is kept or left out as a whole.
        int end = Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most;
        return line.substring(0, end).strip() + "…";
    }

    /** The last lines that say something, joined by a slash; empty if there are none. */
    static String lastLines(String untrusted, int lines) {
        String tail = untrusted.substring(Math.max(0, untrusted.length() - LONGEST));
        List<String> said = Plain.lines(tail)
                .lines()
                .map(line -> of(line, LONGEST_LINE))
                .filter(line -> !line.isEmpty())
                .toList();
        return String.join(" / ", said.subList(Math.max(0, said.size() - lines), said.size()));
    }
}
