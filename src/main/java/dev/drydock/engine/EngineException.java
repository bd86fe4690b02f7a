package dev.drydock.engine;

/** The engine, or the way to it, failed: the platform's fault, never the learner's. */
public class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
