package dev.drydock.submission;

/** A learner has as many unfinished submissions as are allowed. */
public final class TooManyInFlightException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyInFlightException(int most) {
        super("You have " + most
                + " submissions that are not graded yet, which is the most at a time. Wait for one of them, or"
                + " cancel one.");
    }
}
