package dev.drydock.submission;

/** A submission was told to go where its state machine has no way. */
public final class IllegalMoveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SubmissionState from;

    IllegalMoveException(SubmissionState from, SubmissionState to) {
        super("a submission that is " + from.word() + " cannot become " + to.word());
        this.from = from;
    }

    /** Where it was, and still is. */
    public SubmissionState from() {
        return from;
    }
}
