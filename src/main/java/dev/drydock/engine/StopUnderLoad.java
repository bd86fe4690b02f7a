package dev.drydock.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a container ended that had requests under way when its stop signal came.
 *
 * @param signalled before the signal was sent
 * @param delivered after it was sent
 */
public record StopUnderLoad(StopOutcome outcome, Instant signalled, Instant delivered, List<Sent> requests) {

    public StopUnderLoad {
        requests = List.copyOf(requests);
    }

    /**
     * A request that was sent before the signal.
     *
     * @param accepted whether a process of the container had taken its connection before the signal
     * @param ended when the answer was complete, or the connection broke
     */
    public record Sent(HttpProbe probe, boolean accepted, Instant sent, Instant ended, HttpReply reply) {

        /** From being sent to its end. */
        public Duration took() {
            return Duration.between(sent, ended);
        }
    }
}
