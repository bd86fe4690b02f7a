package dev.drydock.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.drydock.yaml.Mappers;
import java.util.Map;
import java.util.Optional;

/** Something that happened to a submission, as it is stored and as it is sent to whoever watches. */
public sealed interface SubmissionEvent {

    /**
     * It is somewhere else on its way.
     *
     * @param state its word
     * @param reason told to the learner where the move is not the usual one
     */
    record State(String state, Optional<String> reason) implements SubmissionEvent {}

    /** A part of the grading began. */
    record Phase(String name) implements SubmissionEvent {}

    /**
     * A build step began or ended.
     *
     * @param phase the build that it belongs to
     * @param step names it within the phase
     * @param name as BuildKit writes it
     * @param status started, cached, skipped (it did not have to run), finished or failed
     */
    record Step(String phase, String step, String name, String status, Optional<Long> millis)
            implements SubmissionEvent {}

    /**
     * A step wrote something.
     *
     * @param text whole lines as far as there were any, as written but for their length
     */
    record Log(String phase, String step, String text) implements SubmissionEvent {}

    /** A step wrote more than is kept; between what came before and what comes after, so much is missing. */
    record LeftOut(String phase, String step, long bytes) implements SubmissionEvent {}

    /** A check has its result. */
    record Check(String id, String title, String status, int points, int maxPoints) implements SubmissionEvent {}

    /** Something to tell the learner in words. */
    record Notice(String text) implements SubmissionEvent {}

    /** The verdict is there. */
    record Verdict(String outcome, int score, int maxScore) implements SubmissionEvent {}

    /** Kinds by the names under which they are stored. */
    Map<String, Class<? extends SubmissionEvent>> KINDS = Map.of(
            "state", State.class,
            "phase", Phase.class,
            "step", Step.class,
            "log", Log.class,
            "left-out", LeftOut.class,
            "check", Check.class,
            "notice", Notice.class,
            "verdict", Verdict.class);

    /** The name of its kind. */
    default String kind() {
        return switch (this) {
            case State state -> "state";
            case Phase phase -> "phase";
            case Step step -> "step";
            case Log log -> "log";
            case LeftOut left -> "left-out";
            case Check check -> "check";
            case Notice notice -> "notice";
            case Verdict verdict -> "verdict";
        };
    }

    /** Its JSON form. */
    default String json() {
        try {
            return Mappers.DOCUMENTS.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads what {@link #json} wrote. */
    static SubmissionEvent read(String kind, String json) {
        try {
            return Mappers.DOCUMENTS.readValue(json, KINDS.get(kind));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("an event of kind " + kind + " cannot be read", wrong);
        }
    }
}
