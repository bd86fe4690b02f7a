package dev.drydock.submission;

import dev.drydock.content.SubmittedFiles;
import dev.drydock.database.Database;
import dev.drydock.grading.Verdict;
import dev.drydock.grading.VerdictJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Everything that changes a submission. Each change is one transaction that locks the submission, asks {@link SubmissionState}
 * whether there is such a way, and adds the event that tells of it. Whoever grades names the run that it was given: once a
 * submission was cancelled or given to another worker, an earlier run can change nothing any more.
 */
public final class Submissions {

    /** The notification that a submission was cancelled. */
    public static final String CANCELLED = "drydock_cancelled";

    /** The notification that something entered or left the queue. */
    public static final String QUEUE = "drydock_queue";

    private final Database database;
    private final Queue queue;

    public Submissions(Database database, Queue queue) {
        this.database = database;
        this.queue = queue;
    }

    /**
     * What is handed in.
     *
     * @param exercise id
     */
    public record New(String learner, String exercise, int exerciseVersion, SubmittedFiles files) {}

    /** How a submission ends, as it is recorded. */
    public record Ending(
            String outcome,
            int score,
            int maxScore,
            String grader,
            String drydock,
            Optional<String> engine,
            String document) {

        /** What of a verdict is recorded. */
        public static Ending of(Verdict verdict) {
            return new Ending(
                    verdict.outcome().name().toLowerCase(Locale.ROOT),
                    verdict.score(),
                    verdict.maxScore(),
                    verdict.provenance().grader(),
                    verdict.provenance().drydock(),
                    verdict.provenance().engine(),
                    VerdictJson.write(verdict));
        }
    }

    /**
     * Stores a submission and puts it into the queue, both or neither.
     *
     * @param mostInFlight unfinished submissions that the learner may have, this one among them
     * @throws TooManyInFlightException when that would be more
     */
    public Handed queue(New submission, int mostInFlight) {
        return database.jdbi().inTransaction(handle -> {
            long turn = queue.nextTurn(handle, submission.learner(), mostInFlight);
            UUID id = insert(handle, submission, SubmissionState.QUEUED, turn);
            queue.schedule(handle, id, turn);
            return told(handle, id, SubmissionState.QUEUED, Optional.empty());
        });
    }

    /** Stores a submission that was refused, with the verdict that says why. */
    public Handed refuse(New submission, Ending ending) {
        return database.jdbi().inTransaction(handle -> {
            UUID id = insert(handle, submission, SubmissionState.INVALID, 0);
            record(handle, id, 0, ending);
            return told(handle, id, SubmissionState.INVALID, Optional.empty());
        });
    }

    private static UUID insert(Handle handle, New submission, SubmissionState state, long turn) {
        UUID id = UUID.randomUUID();
        handle.createUpdate("""
                        INSERT INTO submission (id, learner, exercise, exercise_version, state, turn, ended_at)
                        VALUES (:id, :learner, :exercise, :version, :state, :turn, CASE WHEN :final THEN now() END)""")
                .bind("id", id)
                .bind("learner", submission.learner())
                .bind("exercise", submission.exercise())
                .bind("version", submission.exerciseVersion())
                .bind("state", state.word())
                .bind("turn", turn)
                .bind("final", state.isFinal())
                .execute();
        insert(handle, id, submission.files());
        return id;
    }

    private static void insert(Handle handle, UUID id, SubmittedFiles files) {
        files.contents()
                .forEach((path, content) -> handle.createUpdate("""
                        INSERT INTO submission_file (submission, path, content, mode)
                        VALUES (:id, :path, :content, :mode)""")
                        .bind("id", id)
                        .bind("path", path)
                        .bind("content", content)
                        .bind("mode", files.modes().get(path))
                        .execute());
    }

    private static Handed told(Handle handle, UUID id, SubmissionState state, Optional<String> reason) {
        EventStore.append(handle, id, 0, List.of(new SubmissionEvent.State(state.word(), reason)));
        EventStore.notify(handle, QUEUE, "");
        return SubmissionStore.locked(handle, id).orElseThrow();
    }

    /**
     * A worker begins to grade it. If an earlier worker never ended its run, that run is over now.
     *
     * @param worker its name
     * @return with the number of the new run; empty when there is nothing to grade any more
     */
    public Optional<Handed> begin(UUID id, String worker) {
        return database.jdbi().inTransaction(handle -> {
            Optional<Handed> found = SubmissionStore.locked(handle, id);
            if (found.isEmpty() || found.get().state().isFinal()) {
                return Optional.empty();
            }
            Handed waiting = found.get().state() == SubmissionState.QUEUED
                    ? found.get()
                    : moved(
                            handle,
                            found.get(),
                            SubmissionState.QUEUED,
                            Optional.of(
                                    "The machine that graded this went away. That is our fault: it is graded again from the start."));
            handle.createUpdate("""
                            UPDATE submission SET run = run + 1, worker = :worker, started_at = now() WHERE id = :id""").bind("worker", worker).bind("id", id).execute();
            queue.begun(handle, waiting.turn());
            Handed begun = SubmissionStore.locked(handle, id).orElseThrow();
            return Optional.of(moved(handle, begun, SubmissionState.PREPARING, Optional.empty()));
        });
    }

    /**
     * Adds events of a run. An event that says that the submission is somewhere else moves it there.
     *
     * @param after number of the last event that the run has added; when these are there already, because the answer to an earlier
     *     call was lost, nothing is added
     * @return number of the last event
     * @throws SupersededException when the run is over
     * @throws IllegalMoveException when there is no such way
     */
    public long append(UUID id, int run, long after, List<? extends SubmissionEvent> events) {
        return database.jdbi().inTransaction(handle -> {
            Handed handed = inRun(handle, id, run);
            if (handed.lastEvent() == after) {
                EventStore.append(handle, id, run, events);
                place(handle, handed, events);
            }
            return after + events.size();
        });
    }

    private static void place(Handle handle, Handed handed, List<? extends SubmissionEvent> events) {
        SubmissionState state = handed.state();
        for (SubmissionEvent event : events) {
            if (event instanceof SubmissionEvent.State next) {
                state = state.to(SubmissionState.of(next.state()));
            }
        }
        if (state != handed.state()) {
            set(handle, handed.id(), state);
        }
    }

    /**
     * Ends it with its verdict: the only place where a graded submission gets one.
     *
     * @param end graded, invalid or error
     * @throws SupersededException when the run is over
     */
    public void end(UUID id, int run, SubmissionState end, Ending ending) {
        database.jdbi().useTransaction(handle -> {
            Handed handed = inRun(handle, id, run);
            record(handle, id, run, ending);
            moved(handle, handed, end, Optional.empty());
        });
    }

    /**
     * Gives it back to the queue, where its turn comes before that of everybody who came later.
     *
     * @param fault whether the platform failed, which is counted
     * @param reason told to the learner
     * @throws SupersededException when the run is over
     */
    public void handBack(UUID id, int run, boolean fault, String reason) {
        database.jdbi().useTransaction(handle -> {
            Handed handed = inRun(handle, id, run);
            if (fault) {
                handle.createUpdate("UPDATE submission SET faults = faults + 1 WHERE id = :id")
                        .bind("id", id)
                        .execute();
            }
            moved(handle, handed, SubmissionState.QUEUED, Optional.of(reason));
        });
    }

    /**
     * The learner does not want it any more. Whoever grades it hears of it and stops; if it was waiting, there is nothing left to
     * begin when its turn comes.
     *
     * @throws IllegalMoveException when it has ended already
     */
    public Handed cancel(UUID id) {
        return database.jdbi().inTransaction(handle -> {
            Handed handed = SubmissionStore.locked(handle, id).orElseThrow();
            Handed cancelled = moved(handle, handed, SubmissionState.CANCELLED, Optional.empty());
            EventStore.notify(handle, CANCELLED, id.toString());
            return cancelled;
        });
    }

    private static Handed inRun(Handle handle, UUID id, int run) {
        Handed handed = SubmissionStore.locked(handle, id)
                .orElseThrow(() -> new SupersededException("submission " + id + " is gone"));
        if (handed.run() != run || handed.state().isFinal() || handed.state() == SubmissionState.QUEUED) {
            throw new SupersededException("run " + run + " of " + id + " is over: it is "
                    + handed.state().word() + " in run " + handed.run());
        }
        return handed;
    }

    private static Handed moved(Handle handle, Handed handed, SubmissionState next, Optional<String> reason) {
        SubmissionState state = handed.state().to(next);
        set(handle, handed.id(), state);
        EventStore.append(handle, handed.id(), handed.run(), List.of(new SubmissionEvent.State(state.word(), reason)));
        return SubmissionStore.locked(handle, handed.id()).orElseThrow();
    }

    private static void set(Handle handle, UUID id, SubmissionState state) {
        handle.createUpdate("""
                        UPDATE submission SET state = :state, ended_at = CASE WHEN :final THEN now() END
                        WHERE id = :id""")
                .bind("state", state.word())
                .bind("final", state.isFinal())
                .bind("id", id)
                .execute();
        EventStore.notify(handle, QUEUE, "");
    }

    private static void record(Handle handle, UUID id, int run, Ending ending) {
        handle.createUpdate("""
                        INSERT INTO verdict
                          (submission, run, outcome, score, max_score, grader, drydock, engine, worker, document)
                        VALUES (:id, :run, :outcome, :score, :max, :grader, :drydock, :engine,
                          (SELECT worker FROM submission WHERE id = :id), :document)""")
                .bind("id", id)
                .bind("run", run)
                .bind("outcome", ending.outcome())
                .bind("score", ending.score())
                .bind("max", ending.maxScore())
                .bind("grader", ending.grader())
                .bind("drydock", ending.drydock())
                .bind("engine", ending.engine().orElse(null))
                .bind("document", ending.document())
                .execute();
        EventStore.append(
                handle,
                id,
                run,
                List.of(new SubmissionEvent.Verdict(ending.outcome(), ending.score(), ending.maxScore())));
    }
}
