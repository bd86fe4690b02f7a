package dev.drydock.worker;

import com.github.kagkarlsson.scheduler.Clock;
import dev.drydock.database.Database;
import java.time.Duration;
import java.time.Instant;

/**
 * The database's time, as far as this process knows it. Workers take each other for dead by heartbeats that carry the time of
 * whoever sent them: with clocks of their own that differ by seconds, they would take work from the living.
 */
final class DatabaseClock implements Clock {

    private final Database database;
    private volatile Duration ahead = Duration.ZERO;

    DatabaseClock(Database database) {
        this.database = database;
        adjust();
    }

    /** Asks again how far the database's clock is ahead. */
    void adjust() {
        ahead = database.jdbi().withHandle(handle -> {
            Instant before = Instant.now();
            Instant there = handle.createQuery("SELECT clock_timestamp()")
                    .map((row, context) -> row.getTimestamp(1).toInstant())
                    .one();
            Duration took = Duration.between(before, Instant.now());
            return Duration.between(before.plus(took.dividedBy(2)), there);
        });
    }

    @Override
    public Instant now() {
        return Instant.now().plus(ahead);
    }
}
