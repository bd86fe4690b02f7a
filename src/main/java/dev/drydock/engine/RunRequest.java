package dev.drydock.engine;

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
 */
public record RunRequest(
        String image,
        Map<String, String> environment,
        boolean readOnlyRoot,
        Optional<HealthPace> health,
        RunLimits limits) {

    public RunRequest {
        environment = Map.copyOf(environment);
    }
}
