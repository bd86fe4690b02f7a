package dev.drydock.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The run-time configuration of an image.
 *
 * @param user as declared, empty if none was
 * @param workingDir empty means the root
 * @param environment in the image's order
 * @param exposedPorts such as {@code 5000/tcp}
 */
public record ImageConfig(
        String user,
        String workingDir,
        Map<String, String> environment,
        List<String> entrypoint,
        List<String> command,
        List<String> exposedPorts,
        List<String> volumes,
        Map<String, String> labels,
        Optional<Healthcheck> healthcheck,
        Optional<String> stopSignal) {

    /**
     * HEALTHCHECK; a duration of zero means Docker's default.
     *
     * @param test such as {@code [CMD-SHELL, curl -f localhost]}; {@code [NONE]} switches an inherited one off
     */
    public record Healthcheck(
            List<String> test, Duration interval, Duration timeout, Duration startPeriod, int retries) {
        public Healthcheck {
            test = List.copyOf(test);
        }
    }
}
