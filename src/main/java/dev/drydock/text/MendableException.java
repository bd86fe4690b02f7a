package dev.drydock.text;

/** Something is wrong that whoever runs Drydock can mend, and the message says how. */
public abstract class MendableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String mend;

    /**
     * @param message what is wrong, one sentence
     * @param mend what to do, one sentence
     */
    protected MendableException(String message, String mend) {
        super(message);
        this.mend = mend;
    }

    /** Like the other, with what it comes from. */
    protected MendableException(String message, String mend, Throwable cause) {
        super(message, cause);
        this.mend = mend;
    }

    public String mend() {
        return mend;
    }
}
