package dev.drydock.yaml;

import java.util.Comparator;
import java.util.OptionalInt;

/**
 * Something wrong in a file that an author wrote.
 *
 * @param file as it is shown, such as {@code graders/first/grader.yaml}
 * @param line counted from 1; empty when the whole file is meant
 * @param what what is wrong, without a full stop
 * @param expected what should be there instead, without a full stop
 * @param mend what to do, without a full stop
 */
public record Problem(String file, OptionalInt line, String what, String expected, String mend) {

    /** Something wrong with a file as a whole, or with its not being there. */
    public static Problem whole(String file, String what, String expected, String mend) {
        return new Problem(file, OptionalInt.empty(), what, expected, mend);
    }

    /** As one reads the files. */
    public static final Comparator<Problem> READING_ORDER = Comparator.comparing(Problem::file)
            .thenComparingInt(problem -> problem.line().orElse(0))
            .thenComparing(Problem::what);

    /** One line: {@code file:line: what; expected; mend}. */
    @Override
    public String toString() {
        String place = line.isPresent() ? file + ":" + line.getAsInt() : file;
        return place + ": " + what + "; " + expected + "; " + mend;
    }
}
