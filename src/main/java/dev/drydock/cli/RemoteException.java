package dev.drydock.cli;

import dev.drydock.text.MendableException;

/** A Drydock elsewhere did not do what it was asked for, or cannot be reached. */
final class RemoteException extends MendableException {

    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    /**
     * @param message what happened
     * @param mend what to do
     */
    RemoteException(String message, String mend, int exitStatus) {
        super(message, mend);
        this.exitStatus = exitStatus;
    }

    int exitStatus() {
        return exitStatus;
    }

    /** Whether it may be over in a moment: the server starts again, or its database does. */
    boolean mayPass() {
        return exitStatus == ExitStatus.PLATFORM;
    }
}
