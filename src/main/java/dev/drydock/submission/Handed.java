package dev.drydock.submission;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A submission as it is stored, without its files.
 *
 * @param learner name of the account that handed it in
 * @param exercise id
 * @param exerciseVersion version of the exercise when it was handed in
 * @param run how often a worker has begun to grade it
 * @param faults how often the platform failed while grading it
 * @param turn place in the queue; the smallest goes first
 * @param started when a worker began the last run
 * @param lastEvent number of its last event
 */
public record Handed(
        UUID id,
        String learner,
        String exercise,
        int exerciseVersion,
        SubmissionState state,
        int run,
        int faults,
        long turn,
        Instant submitted,
        Optional<Instant> started,
        Optional<Instant> ended,
        long lastEvent) {

    /** From handing in to the end, or until now. */
    public Duration age(Instant now) {
        return Duration.between(submitted, ended.orElse(now));
    }
}
