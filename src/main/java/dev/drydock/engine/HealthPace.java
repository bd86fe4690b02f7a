package dev.drydock.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * The pace of an image's own health probe while it is observed, in place of the declared one; one failure is then
 * enough. What is probed stays the image's.
 *
 * @param interval from the end of one probe to the start of the next, at least a millisecond
 * @param startPeriod for so long after the start failures do not count, until the first success
 * @param timeout of one probe; empty keeps the image's
 */
public record HealthPace(Duration interval, Duration startPeriod, Optional<Duration> timeout) {}
