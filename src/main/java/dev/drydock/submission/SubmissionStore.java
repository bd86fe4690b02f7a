package dev.drydock.submission;

import dev.drydock.content.SubmittedFiles;
import dev.drydock.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads submissions, their files and verdicts. What changes them is {@link Submissions}. */
public final class SubmissionStore {

    private final Database database;

    public SubmissionStore(Database database) {
        this.database = database;
    }

    public Optional<Handed> find(UUID id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT * FROM submission WHERE id = :id")
                        .bind("id", id)
                        .map(SubmissionStore::handed)
                        .findOne());
    }

    /** A learner's submissions to an exercise, the newest first. */
    public List<Handed> ofLearner(String learner, String exercise, int most) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT * FROM submission WHERE learner = :learner AND exercise = :exercise
                                ORDER BY submitted_at DESC LIMIT :most""")
                        .bind("learner", learner)
                        .bind("exercise", exercise)
                        .bind("most", most)
                        .map(SubmissionStore::handed)
                        .list());
    }

    /** A learner's submissions, the newest first. */
    public List<Handed> ofLearner(String learner, int most) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT * FROM submission WHERE learner = :learner ORDER BY submitted_at DESC LIMIT :most")
                        .bind("learner", learner)
                        .bind("most", most)
                        .map(SubmissionStore::handed)
                        .list());
    }

    /** What was handed in. */
    public SubmittedFiles files(UUID id) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        Map<String, Integer> modes = new HashMap<>();
        database.jdbi()
                .useHandle(handle -> handle.createQuery(
                                "SELECT path, content, mode FROM submission_file WHERE submission = :id ORDER BY path")
                        .bind("id", id)
                        .map((row, context) -> {
                            String path = row.getString(1);
                            Optional.ofNullable(row.getObject(3, Integer.class))
                                    .ifPresent(mode -> modes.put(path, mode));
                            return contents.put(path, row.getBytes(2));
                        })
                        .list());
        return new SubmittedFiles(contents, modes);
    }

    /** The verdict's JSON form, byte by byte as it was made. */
    public Optional<String> verdict(UUID id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT document FROM verdict WHERE submission = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne());
    }

    /** How a submission ended. */
    public record Result(String outcome, int score, int maxScore) {}

    /** Results of those that have one, by submission. */
    public Map<UUID, Result> results(List<Handed> submissions) {
        Map<UUID, Result> results = new HashMap<>();
        if (!submissions.isEmpty()) {
            database.jdbi()
                    .useHandle(handle -> handle.createQuery(
                                    "SELECT submission, outcome, score, max_score FROM verdict WHERE submission IN (<ids>)")
                            .bindList(
                                    "ids", submissions.stream().map(Handed::id).toList())
                            .map((row, context) -> results.put(
                                    row.getObject(1, UUID.class),
                                    new Result(row.getString(2), row.getInt(3), row.getInt(4))))
                            .list());
        }
        return results;
    }

    /** A learner's best result of each exercise, by the exercise's id. */
    public Map<String, Result> bestOf(String learner) {
        Map<String, Result> best = new HashMap<>();
        database.jdbi()
                .useHandle(handle -> handle.createQuery("""
                                SELECT DISTINCT ON (exercise) exercise, outcome, score, max_score
                                FROM submission JOIN verdict ON submission = id
                                WHERE learner = :learner AND state = 'graded'
                                ORDER BY exercise, outcome = 'passed' DESC, score DESC""")
                        .bind("learner", learner)
                        .map((row, context) -> best.put(
                                row.getString("exercise"),
                                new Result(row.getString("outcome"), row.getInt("score"), row.getInt("max_score"))))
                        .list());
        return best;
    }

    /** Locks the row until the transaction ends. */
    static Optional<Handed> locked(Handle handle, UUID id) {
        return handle.createQuery("SELECT * FROM submission WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map(SubmissionStore::handed)
                .findOne();
    }

    static Handed handed(ResultSet row, StatementContext context) throws SQLException {
        return new Handed(
                row.getObject("id", UUID.class),
                row.getString("learner"),
                row.getString("exercise"),
                row.getInt("exercise_version"),
                SubmissionState.of(row.getString("state")),
                row.getInt("run"),
                row.getInt("faults"),
                row.getLong("turn"),
                row.getTimestamp("submitted_at").toInstant(),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("ended_at")),
                row.getLong("last_event"));
    }

    private static Optional<Instant> instant(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }
}
