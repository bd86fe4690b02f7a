package dev.drydock.engine;

import java.util.Optional;

/**
 * A container at one moment.
 *
 * @param exitCode meaningful once it is not running
 * @param outOfMemory whether the kernel ended it for memory
 * @param health empty for an image without HEALTHCHECK
 * @param error why the engine could not start it, such as a missing program
 */
public record ContainerState(
        boolean running, int exitCode, boolean outOfMemory, Optional<Health> health, Optional<String> error) {

    /**
     * Docker's view of the image's own health probe.
     *
     * @param lastOutput what the last probe printed; untrusted
     */
    public record Health(Status status, int failingStreak, String lastOutput) {}

    /** Docker's health states. */
    public enum Status {
        STARTING,
        HEALTHY,
        UNHEALTHY
    }
}
