package dev.drydock.grading;

/** A fact cannot be observed because of what the submission is; checks that need it are skipped. */
public final class Unobservable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param reason in words for the learner, such as "the image did not build"
     */
    public Unobservable(String reason) {
        super(reason);
    }
}
