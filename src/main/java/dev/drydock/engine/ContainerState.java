package dev.drydock.engine;

import java.time.Instant;
import java.util.List;
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
     * @param probes the last ones, five at most, in order
     */
    public record Health(Status status, int failingStreak, String lastOutput, List<Probe> probes) {
        public Health {
            probes = List.copyOf(probes);
        }
    }

    /** A run of the health probe that has ended. */
    public record Probe(Instant started, int exitCode) {}

    /** Docker's health states. */
    public enum Status {
        STARTING,
        HEALTHY,
        UNHEALTHY
    }
}
