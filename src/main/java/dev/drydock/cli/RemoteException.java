package dev.drydock.cli;

/** A Drydock elsewhere did not do what it was asked for, or cannot be reached. */
final class RemoteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String mend;
    private final int exitStatus;

    /**
     * @param message what happened
     * @param mend what to do
     */
    RemoteException(String message, String mend, int exitStatus) {
        super(message);
        this.mend = mend;
        this.exitStatus = exitStatus;
    }

    String mend() {
        return mend;
    }

    int exitStatus() {
        return exitStatus;
    }

    /** Whether it may be over in a moment: the server starts again, or its database does. */
    boolean mayPass() {
        return exitStatus == ExitStatus.PLATFORM;
    }
}
