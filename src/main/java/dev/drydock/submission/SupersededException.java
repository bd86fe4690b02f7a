package dev.drydock.submission;

/** Somebody speaks for a run of a grading that is over: the submission was cancelled, or is being graded by another. */
public final class SupersededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SupersededException(String message) {
        super(message);
    }
}
