package dev.drydock.reception;

import dev.drydock.content.Exercise;
import dev.drydock.content.Submission;
import dev.drydock.content.SubmittedFiles;
import dev.drydock.grading.Grader;
import dev.drydock.grading.Grading;
import dev.drydock.grading.Intake;
import dev.drydock.grading.Verdict;
import dev.drydock.submission.Handed;
import dev.drydock.submission.Submissions;
import dev.drydock.submission.TooManyInFlightException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Hands submissions in. */
public final class Reception {

    /** PostgreSQL's state when its disk is full. */
    private static final String DISK_FULL = "53100";

    private final Intake intake;
    private final Submissions submissions;
    private final Room room;
    private final int mostInFlight;
    private final String version;
    private final DailyQuota quota = new DailyQuota();

    /**
     * @param mostInFlight unfinished submissions that a learner may have
     * @param version of Drydock, for provenance
     */
    public Reception(Intake intake, Submissions submissions, Room room, int mostInFlight, String version) {
        this.intake = intake;
        this.submissions = submissions;
        this.room = room;
        this.mostInFlight = mostInFlight;
        this.version = version;
    }

    /**
     * Takes files in. What is refused is stored as well, with the verdict that says why.
     *
     * @param files by path relative to the exercise's context
     * @throws TooManyInFlightException when the learner has too many that are not graded yet
     * @throws TooMuchException when the learner has had too much stored today
     * @throws NoRoomException when disks are nearly full
     */
    public Handed take(String learner, Exercise exercise, Grader grader, Map<String, byte[]> files) {
        return take(learner, exercise, grader, intake.read(exercise, List.of(), files), files);
    }

    /** Takes an archive or a folder in; see {@link #take(String, Exercise, Grader, Map)}. */
    public Handed take(String learner, Exercise exercise, Grader grader, Path source) {
        return take(learner, exercise, grader, intake.read(exercise, List.of(source), Map.of()), Map.of());
    }

    private Handed take(
            String learner, Exercise exercise, Grader grader, Intake.Outcome read, Map<String, byte[]> files) {
        room.demand();
        int version = exercise.settings().version();
        return switch (read) {
            case Intake.Outcome.Accepted accepted ->
                stored(
                        new Submissions.New(
                                learner,
                                exercise.id(),
                                version,
                                accepted.submission().submittedFiles()),
                        submission -> submissions.queue(submission, mostInFlight));
            case Intake.Outcome.Refused refused -> {
                SubmittedFiles kept = refused.submission()
                        .map(Submission::submittedFiles)
                        .orElseGet(() -> SubmittedFiles.withoutModes(Refused.kept(exercise, files)));
                Verdict verdict = Grading.refused(exercise, grader, refused.problem(), this.version);
                yield stored(
                        new Submissions.New(learner, exercise.id(), version, kept),
                        submission -> submissions.refuse(submission, Submissions.Ending.of(verdict)));
            }
        };
    }

    private Handed stored(Submissions.New submission, Function<Submissions.New, Handed> store) {
        quota.demand(submission.learner(), submission.files().contents());
        try {
            return store.apply(submission);
        } catch (RuntimeException failure) {
            quota.giveBack(submission.learner(), submission.files().contents());
            throw isDiskFull(failure) ? new NoRoomException() : failure;
        }
    }

    private static boolean isDiskFull(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
