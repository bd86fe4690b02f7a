package dev.drydock.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container to start as a learner's image says, within limits.
 *
 * @param image reference or id
 * @param environment added to the image's
 * @param readOnlyRoot whether the root file system is read-only, with a small tmpfs on /tmp
 * @param health pace of the image's own health probe in place of the declared one, as waiting is not observing; empty
 *     keeps the declared one
 * @param command program and arguments in place of the image's entry point and command; empty keeps those
 */
public record RunRequest(
        String image,
        Map<String, String> environment,
        boolean readOnlyRoot,
        Optional<HealthPace> health,
        RunLimits limits,
        Optional<List<String>> command) {

    public RunRequest {
        environment = Map.copyOf(environment);
        command = command.map(List::copyOf);
    }

    /** The image's own command. */
    public RunRequest(
            String image,
            Map<String, String> environment,
            boolean readOnlyRoot,
            Optional<HealthPace> health,
            RunLimits limits) {
        this(image, environment, readOnlyRoot, health, limits, Optional.empty());
    }
}
