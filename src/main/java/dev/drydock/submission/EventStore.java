package dev.drydock.submission;

import dev.drydock.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Events of submissions: numbered from 1 without gaps, and visible in the order of their numbers. */
public final class EventStore {

    /** The notification that says which submission has something new. */
    public static final String CHANNEL = "drydock_event";

    private final Database database;

    public EventStore(Database database) {
        this.database = database;
    }

    /** An event with its number. */
    public record Numbered(long number, int run, Instant at, SubmissionEvent event) {}

    /** Events with a greater number than {@code after}, at most {@code most}. */
    public List<Numbered> after(UUID submission, long after, int most) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT number, run, at, kind, data FROM submission_event
                                WHERE submission = :submission AND number > :after
                                ORDER BY number LIMIT :most""")
                        .bind("submission", submission)
                        .bind("after", after)
                        .bind("most", most)
                        .map((row, context) -> new Numbered(
                                row.getLong("number"),
                                row.getInt("run"),
                                row.getTimestamp("at").toInstant(),
                                SubmissionEvent.read(row.getString("kind"), row.getString("data"))))
                        .list());
    }

    /**
     * Adds events within a transaction that has locked the submission's row, which keeps numbers in order of their visibility.
     */
    static void append(Handle handle, UUID submission, int run, List<? extends SubmissionEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        long last = handle.createQuery("""
                        UPDATE submission SET last_event = last_event + :count WHERE id = :id RETURNING last_event""")
                .bind("count", events.size())
                .bind("id", submission)
                .mapTo(Long.class)
                .one();
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO submission_event (submission, number, run, kind, data)
                VALUES (:submission, :number, :run, :kind, :data)""");
        long number = last - events.size();
        for (SubmissionEvent event : events) {
            number++;
            batch.bind("submission", submission)
                    .bind("number", number)
                    .bind("run", run)
                    .bind("kind", event.kind())
                    // PostgreSQL's text cannot hold NUL; in JSON it is an escape, which it does not look into.
                    .bind("data", event.json())
                    .add();
        }
        batch.execute();
        notify(handle, CHANNEL, submission.toString());
    }

    static void notify(Handle handle, String channel, String payload) {
        handle.createQuery("SELECT pg_notify(:channel, :payload)")
                .bind("channel", channel)
                .bind("payload", payload)
                .mapTo(String.class)
                .one();
    }
}
