package dev.drydock.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/** Tries a statement again while the database is away, which a restart of it takes seconds: no grading is lost to that. */
final class Patience {

    private static final Logger LOG = System.getLogger(Patience.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Duration limit;

    /**
     * @param limit how long to go on trying
     */
    Patience(Duration limit) {
        this.limit = limit;
    }

    /**
     * @param statement has to do no harm when it is done twice: a commit may arrive although its answer does not
     * @throws JdbiException the last one, when the time is up
     */
    <T> T with(Supplier<T> statement) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return statement.get();
            } catch (JdbiException away) {
                if (System.nanoTime() > deadline) {
                    throw away;
                }
                LOG.log(Level.WARNING, "the database does not answer, trying again: " + away.getMessage());
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the database", end);
            }
        }
    }
}
