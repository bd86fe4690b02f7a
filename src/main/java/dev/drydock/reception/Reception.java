package dev.drydock.reception;

import dev.drydock.content.Exercise;
import dev.drydock.content.Submission;
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
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/** Hands submissions in. */
public final class Reception {

    /** PostgreSQL's state when its disk is full. */
    private static final String DISK_FULL = "53100";

    private final Intake intake;
    private final Submissions submissions;
    private final Room room;
    private final int mostInFlight;
    private final String version;

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
                stored(() -> submissions.queue(
                        new Submissions.New(learner, exercise.id(), version, submitted(accepted.submission())),
                        mostInFlight));
            case Intake.Outcome.Refused refused -> {
                Map<String, byte[]> kept =
                        refused.submission().map(Reception::submitted).orElseGet(() -> Refused.kept(exercise, files));
                Verdict verdict = Grading.refused(exercise, grader, refused.problem(), this.version);
                yield stored(() -> submissions.refuse(
                        new Submissions.New(learner, exercise.id(), version, kept), Submissions.Ending.of(verdict)));
            }
        };
    }

    private static Map<String, byte[]> submitted(Submission submission) {
        return submission.submitted();
    }

    private static Handed stored(Supplier<Handed> store) {
        try {
            return store.get();
        } catch (JdbiException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
                    throw new NoRoomException();
                }
            }
            throw failure;
        }
    }
}
