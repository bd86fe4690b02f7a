package dev.drydock.submission;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where a submission is on its way, and where it can go from there. */
public enum SubmissionState {
    /** Waits for its turn, also after the platform failed and it is to be graded again. */
    QUEUED,
    /** Has a worker, which reads it and waits for a sandbox. */
    PREPARING,
    /** Is being built, and built again. */
    BUILDING,
    /** Runs, is probed and broken; rebuilds may still go on. */
    RUNNING,
    /** Has a verdict, passed or failed. */
    GRADED,
    /** Was refused before building; costs no attempt. */
    INVALID,
    /** The platform failed too often; costs no attempt. */
    ERROR,
    /** The learner did not want it any more. */
    CANCELLED;

    /** Those in which it will not stay. */
    public static final Set<SubmissionState> UNFINISHED = EnumSet.of(QUEUED, PREPARING, BUILDING, RUNNING);

    /** The names of {@link #UNFINISHED}, for statements. */
    static final List<String> UNFINISHED_NAMES =
            UNFINISHED.stream().map(SubmissionState::word).toList();

    /** Those that it can go to. */
    public Set<SubmissionState> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(PREPARING, CANCELLED);
            case PREPARING -> EnumSet.of(BUILDING, INVALID, QUEUED, ERROR, CANCELLED);
            case BUILDING -> EnumSet.of(RUNNING, GRADED, QUEUED, ERROR, CANCELLED);
            case RUNNING -> EnumSet.of(GRADED, QUEUED, ERROR, CANCELLED);
            case GRADED, INVALID, ERROR, CANCELLED -> EnumSet.noneOf(SubmissionState.class);
        };
    }

    /**
     * Goes on.
     *
     * @return the next state
     * @throws IllegalMoveException when there is no such way
     */
    public SubmissionState to(SubmissionState next) {
        if (!next().contains(next)) {
            throw new IllegalMoveException(this, next);
        }
        return next;
    }

    public boolean isFinal() {
        return !UNFINISHED.contains(this);
    }

    /** As it is stored and sent. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SubmissionState of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state " + word));
    }
}
