package dev.drydock.sandbox;

import dev.drydock.files.ProcessLock;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sandboxes from starting while a process fills the seed that they copy from. The starts of one process share
 * one file lock, as Java has one per process.
 */
final class SeedGate {

    private final Path file;
    /** Within this process; the file is for the others. */
    private final ReadWriteLock own = new ReentrantReadWriteLock();

    private int starting;
    private @Nullable ProcessLock shared;

    SeedGate(Home home) {
        this.file = home.data().resolve("seed.lock");
    }

    /** Runs while nobody fills the seed. */
    <T> T whileComplete(Supplier<T> start) {
        own.readLock().lock();
        try {
            enter();
            try {
                return start.get();
            } finally {
                leave();
            }
        } finally {
            own.readLock().unlock();
        }
    }

    /** Runs while nobody starts from the seed. */
    void whileFilling(Runnable fill) {
        own.writeLock().lock();
        try (ProcessLock alone = ProcessLock.exclusive(file)) {
            fill.run();
        } finally {
            own.writeLock().unlock();
        }
    }

    private synchronized void enter() {
        if (starting++ == 0) {
            shared = ProcessLock.shared(file);
        }
    }

    private synchronized void leave() {
        if (--starting == 0 && shared != null) {
            shared.close();
            shared = null;
        }
    }
}
