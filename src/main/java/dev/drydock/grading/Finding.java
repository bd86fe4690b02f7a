package dev.drydock.grading;

import dev.drydock.dockerfile.FileLines;
import dev.drydock.dockerfile.Lines;
import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param status passed, partial, failed or notVerified; the other statuses are given by the grading itself
 * @param fraction of the points earned, 0 to 1
 * @param expected what should be, with its value
 * @param actual what was measured
 * @param message one or two sentences for the learner; empty when passed says it all
 * @param lines the guilty lines of the Dockerfile, none if no line is
 * @param elsewhere the guilty lines of other files of the submission
 * @param certain whether no machine, however busy, can have brought it about. Where it is not, a failure that has to do with
 *     a container counts once it came again in a quiet moment
 */
public record Finding(
        Status status,
        double fraction,
        String expected,
        String actual,
        String message,
        List<Lines> lines,
        List<FileLines> elsewhere,
        boolean certain) {

    public Finding {
        lines = List.copyOf(lines);
        elsewhere = List.copyOf(elsewhere);
    }

    /** With guilty lines in the Dockerfile alone, if anywhere; what a busy machine may have a part in. */
    public Finding(Status status, double fraction, String expected, String actual, String message, List<Lines> lines) {
        this(status, fraction, expected, actual, message, lines, List.of(), false);
    }

    /** The same, which no machine, however busy, can have brought about. */
    public Finding asCertain() {
        return new Finding(status, fraction, expected, actual, message, lines, elsewhere, true);
    }

    /** How a check ended (DESIGN: outcomes of a check). */
    public enum Status {
        PASSED,
        PARTIAL,
        FAILED,
        /** This deployment cannot prove it; it leaves score and maximum. */
        NOT_VERIFIED,
        /** A check that it depends on failed, or the submission made the observation impossible. */
        SKIPPED,
        /** The platform failed. */
        ERROR
    }

    public static Finding passed(String expected, String actual) {
        return new Finding(Status.PASSED, 1, expected, actual, "", List.of());
    }

    /** @param reason what is missing here */
    public static Finding notVerified(String expected, String actual, String reason) {
        return new Finding(Status.NOT_VERIFIED, 0, expected, actual, reason, List.of());
    }

    public static Finding failed(String expected, String actual, String message, List<Lines> lines) {
        return new Finding(Status.FAILED, 0, expected, actual, message, lines);
    }

    public static Finding failed(String expected, String actual, String message, Optional<Lines> line) {
        return failed(expected, actual, message, line.stream().toList());
    }

    /** The same with a sentence before its message, if it has one. */
    public Finding prefaced(String sentence) {
        String whole = message.isEmpty() ? "" : sentence + " " + message;
        return new Finding(status, fraction, expected, actual, whole, lines, elsewhere, certain);
    }

    /** The same with guilty lines in other files than the Dockerfile; they are told first. */
    public Finding blaming(List<FileLines> others) {
        return new Finding(status, fraction, expected, actual, message, lines, others, certain);
    }
}
