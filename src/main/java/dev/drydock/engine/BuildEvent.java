package dev.drydock.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that happened in a build, as it happens. A step starts at most once and ends at most once: cached, skipped,
 * finished or failed. BuildKit can change its mind about a step afterwards; what holds in the end is in {@link BuildOutcome#steps()}.
 */
public sealed interface BuildEvent {

    BuildStep step();

    /** The step began to run. */
    record Started(BuildStep step) implements BuildEvent {}

    /** The step ended, its result taken from the cache; as a rule it was not started before. */
    record Cached(BuildStep step) implements BuildEvent {}

    /**
     * The step is not executed, although nothing can come from the cache: another step of this build makes its result, or
     * the build ends before its turn.
     */
    record Skipped(BuildStep step) implements BuildEvent {}

    /**
     * The step wrote something.
     *
     * @param error whether it came on standard error
     * @param text decoded as UTF-8, may hold several lines or part of one; untrusted
     */
    record Log(BuildStep step, boolean error, String text) implements BuildEvent {}

    /** The step ended well. */
    record Finished(BuildStep step, Duration took) implements BuildEvent {}

    /** The step failed. */
    record Failed(BuildStep step, String message) implements BuildEvent {}

    /**
     * BuildKit remarks on the Dockerfile.
     *
     * @param url where BuildKit explains it
     */
    record Warning(BuildStep step, String message, Optional<String> url) implements BuildEvent {}
}
