package dev.drydock.sandbox;

import dev.drydock.text.MendableException;

/** Something that sandboxes need cannot be made or started on this machine: the platform's fault. */
public final class PreparationException extends MendableException {

    private static final long serialVersionUID = 1L;

    public PreparationException(String message, String mend) {
        super(message, mend);
    }

    public PreparationException(String message, String mend, Throwable cause) {
        super(message, mend, cause);
    }
}
