package dev.drydock.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * How a step ended, all of its events merged.
 *
 * @param cached taken from the cache; meaningful only where {@link BuildStep.Position#cacheIsMeaningful()}, and never so
 *     where the cache was empty or ignored
 * @param executed it really ran: it was started, or wrote to its log, without being cached. A step that is neither was not
 *     reached, or another one of the same build made its result
 * @param took zero for cached steps
 * @param error BuildKit's message if it failed
 */
public record StepResult(
        BuildStep step, boolean cached, boolean executed, Duration took, Optional<String> error, String logTail) {}
