package dev.drydock.database;

/** The database is not to be had: the platform's fault, with what an operator can do about it. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String mend;

    /**
     * @param message what is wrong, one sentence
     * @param mend what to do, one sentence
     */
    public DatabaseException(String message, String mend) {
        super(message);
        this.mend = mend;
    }

    public DatabaseException(String message, String mend, Throwable cause) {
        super(message, cause);
        this.mend = mend;
    }

    public String mend() {
        return mend;
    }
}
