package dev.drydock.sandbox;

/** Something that sandboxes need cannot be made or started on this machine: the platform's fault. */
public final class PreparationException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String mend;

    /**
     * @param mend one sentence: what to do about it
     */
    public PreparationException(String message, String mend) {
        super(message);
        this.mend = mend;
    }

    public PreparationException(String message, String mend, Throwable cause) {
        super(message, cause);
        this.mend = mend;
    }

    public String mend() {
        return mend;
    }
}
