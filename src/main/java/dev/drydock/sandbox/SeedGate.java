package dev.drydock.sandbox;

import dev.drydock.files.ProcessLock;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sandboxes from starting while a process fills the seed that they copy from. The starts of one process share
 * one file lock, as Java has one per process.
 */
final class SeedGate {

    private final Path file;
    private int starting;
    private @Nullable ProcessLock shared;

    SeedGate(Home home) {
        this.file = home.data().resolve("seed.lock");
    }

    /** Runs while nobody fills the seed. */
    <T> T whileComplete(Supplier<T> start) {
        enter();
        try {
            return start.get();
        } finally {
            leave();
        }
    }

    /** Runs while nobody starts from the seed. Not to be called while this process starts sandboxes. */
    void whileFilling(Runnable fill) {
        try (ProcessLock alone = ProcessLock.exclusive(file)) {
            fill.run();
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
