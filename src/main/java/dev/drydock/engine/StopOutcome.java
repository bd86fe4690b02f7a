package dev.drydock.engine;

import java.time.Duration;

/**
 * How a container ended after its stop signal.
 *
 * @param killed whether the grace period passed and it had to be killed
 */
public record StopOutcome(Duration took, int exitCode, boolean killed) {}
