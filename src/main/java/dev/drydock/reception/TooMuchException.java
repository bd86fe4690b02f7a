package dev.drydock.reception;

/** A learner has handed in as many bytes as are stored for one in a day. */
public final class TooMuchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooMuchException() {
        super(
                "You have handed in as many bytes as anybody may in a day. Keep large files out of your submissions; a little more is"
                        + " taken every minute.");
    }
}
