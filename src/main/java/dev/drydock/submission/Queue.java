package dev.drydock.submission;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.drydock.database.Database;
import dev.drydock.database.OneConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Who is graded next. Fair between learners by start-time fair queueing (Goyal, Vin and Cheng, 1996): every submission gets a
 * turn, one after the learner's previous one, but never before the turn that was begun last. Whoever hands in twenty at once
 * takes twenty turns, and somebody who comes later with one goes in between.
 */
public final class Queue {

    /** The task whose instances are submissions to grade, named by their ids. */
    public static final TaskDescriptor<Void> TASK = TaskDescriptor.of("grade", Void.class);

    /** What an exercise is expected to take as long as none of it was graded. */
    private static final Duration UNKNOWN = Duration.ofSeconds(45);

    private static final Logger LOG = System.getLogger(Queue.class.getName());

    /** More than clocks differ by and anybody waits. */
    private static final Duration EARLIER = Duration.ofDays(1);

    private final Database database;

    public Queue(Database database) {
        this.database = database;
    }

    /**
     * How long somebody will probably wait.
     *
     * @param ahead submissions that are graded before this one, without those that are being graded already
     * @param expected until it is begun; empty when nobody grades at the moment
     */
    public record Place(int ahead, Optional<Duration> expected) {}

    long nextTurn(Handle handle, String learner, int mostInFlight) {
        // One at a time: two that are handed in at the same moment would get the same turn.
        handle.execute("SELECT pg_advisory_xact_lock(hashtext('drydock queue'))");
        return handle.createQuery("""
                        SELECT count(*) AS unfinished,
                               greatest((SELECT turn FROM queue_clock), max(turn) + 1) AS turn
                        FROM submission WHERE learner = :learner AND state IN (<unfinished>)""")
                .bindList("unfinished", SubmissionState.UNFINISHED_NAMES)
                .bind("learner", learner)
                .map((row, context) -> {
                    if (row.getInt("unfinished") >= mostInFlight) {
                        throw new TooManyInFlightException(mostInFlight);
                    }
                    return row.getLong("turn");
                })
                .one();
    }

    void schedule(Handle handle, UUID id, long turn) {
        // A greater priority goes first, and a smaller turn. It counts turns, of which an int holds two thousand
        // million.
        client(handle)
                .schedule(TASK.instance(id.toString())
                        .priority(Math.toIntExact(-turn))
                        .scheduledTo(due(Instant.now())));
    }

    /** When a submission is due: always already, and those with the same turn in the order in which they came. */
    public static Instant due(Instant submitted) {
        return submitted.minus(EARLIER);
    }

    /** Gives a task to every unfinished submission that has none. There should not be any. */
    public void restoreTasks() {
        database.jdbi()
                .useTransaction(handle -> handle.createQuery("""
                        SELECT id, turn, submitted_at FROM submission
                        WHERE state IN (<unfinished>)
                          AND NOT EXISTS (SELECT 1 FROM scheduled_tasks
                                          WHERE task_name = :task AND task_instance = id::text)""")
                        .bindList("unfinished", SubmissionState.UNFINISHED_NAMES)
                        .bind("task", TASK.getTaskName())
                        .map((row, context) -> {
                            LOG.log(
                                    Level.WARNING,
                                    "submission " + row.getString("id") + " had no task; it gets a new one");
                            return client(handle)
                                    .scheduleIfNotExists(TASK.instance(row.getString("id"))
                                            .priority(Math.toIntExact(-row.getLong("turn")))
                                            .scheduledTo(due(row.getTimestamp("submitted_at")
                                                    .toInstant())));
                        })
                        .list());
    }

    void begun(Handle handle, long turn) {
        handle.createUpdate("UPDATE queue_clock SET turn = greatest(turn, :turn)")
                .bind("turn", turn)
                .execute();
    }

    private static SchedulerClient client(Handle handle) {
        return SchedulerClient.Builder.create(new OneConnection(handle.getConnection()))
                .enablePriority()
                .build();
    }

    /** Where a queued submission stands. */
    public Place place(Handed handed) {
        return database.jdbi().withHandle(handle -> {
            int ahead = handle.createQuery("""
                            SELECT count(*) FROM submission
                            WHERE state = 'queued' AND (turn, submitted_at) < (:turn, :submitted)""")
                    .bind("turn", handed.turn())
                    .bind("submitted", handed.submitted())
                    .mapTo(Integer.class)
                    .one();
            return new Place(ahead, expected(handle, handed));
        });
    }

    /**
     * The queue as a whole.
     *
     * @param oldestSeconds age of the submission that waits longest; 0 when none does
     */
    public record Size(int waiting, double oldestSeconds) {}

    public Size size() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT count(*), coalesce(extract(epoch FROM now() - min(submitted_at)), 0)
                                FROM submission WHERE state = 'queued'""")
                        .map((row, context) -> new Size(row.getInt(1), row.getDouble(2)))
                        .one());
    }

    /** What is left of those that are graded now and what those ahead will take, shared among all sandboxes. */
    private static Optional<Duration> expected(Handle handle, Handed handed) {
        return handle.createQuery("""
                        WITH usual AS (
                          SELECT unfinished.exercise, avg(extract(epoch FROM ended_at - started_at)) AS seconds
                          FROM (SELECT DISTINCT exercise FROM submission
                                WHERE state IN ('queued', 'preparing', 'building', 'running')) unfinished,
                          LATERAL (SELECT started_at, ended_at FROM submission
                                   WHERE exercise = unfinished.exercise AND state = 'graded'
                                   ORDER BY ended_at DESC LIMIT 20) recent
                          GROUP BY unfinished.exercise),
                        work AS (
                          SELECT greatest(1, coalesce(usual.seconds, :unknown) -
                                   CASE WHEN state = 'queued' THEN 0
                                   ELSE extract(epoch FROM now() - started_at) END) AS seconds
                          FROM submission LEFT JOIN usual USING (exercise)
                          WHERE state IN ('preparing', 'building', 'running')
                             OR state = 'queued' AND (turn, submitted_at) < (:turn, :submitted))
                        SELECT (SELECT coalesce(sum(seconds), 0) FROM work) / sum(sandboxes)
                        FROM worker WHERE seen_at > now() - interval '15 seconds' AND problem IS NULL""")
                .bind("unknown", UNKNOWN.toSeconds())
                .bind("turn", handed.turn())
                .bind("submitted", handed.submitted())
                .mapTo(Double.class)
                .findOne()
                .map(seconds -> Duration.ofMillis((long) (seconds * 1000)));
    }
}
