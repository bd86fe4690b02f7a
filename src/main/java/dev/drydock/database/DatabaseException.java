package dev.drydock.database;

import dev.drydock.text.MendableException;

/** The database is not to be had: the platform's fault. */
public final class DatabaseException extends MendableException {

    private static final long serialVersionUID = 1L;

    public DatabaseException(String message, String mend) {
        super(message, mend);
    }

    public DatabaseException(String message, String mend, Throwable cause) {
        super(message, mend, cause);
    }
}
