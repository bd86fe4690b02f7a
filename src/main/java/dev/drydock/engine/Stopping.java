package dev.drydock.engine;

/** How a container is stopped, in two steps, so that the moment of the signal can be told. */
public interface Stopping {

    /** Sends the stop signal; it has been delivered when this returns. */
    void signal();

    /** Waits for the container's end. */
    StopOutcome await();
}
