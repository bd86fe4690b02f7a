package dev.drydock.engine;

/** The engine answered, and refused. */
final class RefusedException extends EngineException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    /**
     * @param status HTTP status
     * @param reason the engine's words
     */
    RefusedException(String request, int status, String reason) {
        super(request + ": " + status + " " + reason);
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    boolean notFound() {
        return status == 404;
    }

    /** What was asked for is so already, or something else is using it. */
    boolean conflict() {
        return status == 409;
    }
}
