package dev.drydock.api;

import dev.drydock.submission.Handed;
import dev.drydock.submission.Queue;
import dev.drydock.submission.SubmissionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A submission as programs see it; what is not known yet is left out. */
@Schema(name = "Submission")
public record SubmissionView(
        UUID id,
        String exercise,
        int exerciseVersion,
        String learner,

        @Schema(enumeration = {"queued", "preparing", "building", "running", "graded", "invalid", "error", "cancelled"})
        String state,

        @Schema(description = "How often grading was begun: more than once if the platform failed.")
        int run,

        Instant submitted,
        Optional<Instant> started,
        Optional<Instant> ended,

        @Schema(description = "How it ended, as soon as there is a verdict.")
        Optional<Result> result,

        @Schema(description = "Where it stands while it is queued.")
        Optional<Waiting> queue,

        Links links) {

    /** How it ended. */
    @Schema(name = "Result")
    public record Result(
            @Schema(enumeration = {"passed", "failed", "invalid", "error"})
            String outcome,

            int score,
            int maxScore) {}

    /**
     * A place in the queue.
     *
     * @param ahead submissions that are graded before
     */
    @Schema(name = "QueuePlace")
    public record Waiting(
            @Schema(description = "Submissions that are graded before.")
            int ahead,

            @Schema(description = "Until it is probably begun; left out when nobody grades at the moment.")
            Optional<Long> expectedSeconds) {

        static Waiting of(Queue.Place place) {
            return new Waiting(place.ahead(), place.expected().map(Duration::toSeconds));
        }
    }

    /** Where the rest of it is. */
    @Schema(name = "SubmissionLinks")
    public record Links(String self, String events, String verdict, String files, String log, String page) {

        static Links of(UUID id) {
            String self = SubmissionResource.PATH + "/" + id;
            return new Links(
                    self, self + "/events", self + "/verdict", self + "/files", self + "/log", "/submissions/" + id);
        }
    }

    /** What has just been handed in. */
    @Schema(name = "HandedIn")
    public record Receipt(
            UUID id,

            @Schema(description = "queued, or invalid if it was refused; then there is a verdict already.")
            String state,

            Links links) {

        static Receipt of(Handed handed) {
            return new Receipt(handed.id(), handed.state().word(), Links.of(handed.id()));
        }
    }

    /** Several, the newest first. */
    @Schema(name = "Submissions")
    public record Listing(List<SubmissionView> submissions) {}

    static SubmissionView of(Handed handed, Optional<SubmissionStore.Result> result, Optional<Queue.Place> place) {
        return new SubmissionView(
                handed.id(),
                handed.exercise(),
                handed.exerciseVersion(),
                handed.learner(),
                handed.state().word(),
                handed.run(),
                handed.submitted(),
                handed.started(),
                handed.ended(),
                result.map(ended -> new Result(ended.outcome(), ended.score(), ended.maxScore())),
                place.map(Waiting::of),
                Links.of(handed.id()));
    }
}
