package dev.drydock.worker;

import dev.drydock.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Processes that grade, as they tell of themselves. */
public final class WorkerStore {

    private final Database database;

    public WorkerStore(Database database) {
        this.database = database;
    }

    /**
     * A process that grades.
     *
     * @param problem why it grades nothing at the moment
     * @param seen when it last told of itself
     */
    public record Known(String name, int sandboxes, Optional<String> problem, Instant seen) {}

    /** Those that told of themselves within the last quarter of a minute. */
    public List<Known> alive() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT name, sandboxes, problem, seen_at FROM worker
                                WHERE seen_at > now() - interval '15 seconds' ORDER BY name""")
                        .map((row, context) -> new Known(
                                row.getString("name"),
                                row.getInt("sandboxes"),
                                Optional.ofNullable(row.getString("problem")),
                                row.getTimestamp("seen_at").toInstant()))
                        .list());
    }

    /** Tells that a worker lives, and forgets those that have not told anything for a day. */
    void tell(String name, int sandboxes, Optional<String> problem) {
        database.jdbi().useHandle(handle -> {
            handle.createUpdate("""
                            INSERT INTO worker (name, sandboxes, problem) VALUES (:name, :sandboxes, :problem)
                            ON CONFLICT (name) DO UPDATE
                            SET sandboxes = :sandboxes, problem = :problem, seen_at = now()""")
                    .bind("name", name)
                    .bind("sandboxes", sandboxes)
                    .bind("problem", problem.orElse(null))
                    .execute();
            handle.execute("DELETE FROM worker WHERE seen_at < now() - interval '1 day'");
        });
    }

    void forget(String name) {
        database.jdbi().useHandle(handle -> handle.execute("DELETE FROM worker WHERE name = ?", name));
    }
}
