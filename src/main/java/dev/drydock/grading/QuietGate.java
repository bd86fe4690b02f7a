package dev.drydock.grading;

import dev.drydock.engine.EngineException;
import dev.drydock.files.ProcessLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gradings on this machine work side by side, in this process and in others, until one of them wants to be alone: then
 * those at work end, those that would begin wait, and it looks again at what may only have been late because of them.
 *
 * <p>Between processes two files are locked. All that work hold the first one together, and who wants to be alone holds it
 * exclusively. Whoever wants either passes through the second one, so that nobody who begins goes past one who waits.
 */
public final class QuietGate {

    /** Longer than a grading lasts, of which one build may take ten minutes; after that the machine is as quiet as it gets. */
    private static final Duration PATIENCE = Duration.ofMinutes(12);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final Map<Path, QuietGate> OPEN = new ConcurrentHashMap<>();

    private final Path work;
    private final Path turnstile;
    private final Duration patience;
    private final ReentrantLock turn = new ReentrantLock(true);
    private int atWork;
    private @Nullable ProcessLock together;

    /**
     * The gate of a machine. A process has one for a folder, as it can lock a file only once.
     *
     * @param folder of the files, the same for all processes of the machine
     */
    public static QuietGate of(Path folder) {
        return OPEN.computeIfAbsent(folder.toAbsolutePath().normalize(), path -> new QuietGate(path, PATIENCE));
    }

    QuietGate(Path folder, Duration patience) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.work = folder.resolve("gradings.lock");
        this.turnstile = folder.resolve("gradings-turn.lock");
        this.patience = patience;
    }

    /** A grading at work beside others; to be closed. */
    public final class Work implements AutoCloseable {

        private boolean working = true;

        private Work() {}

        /** Whether another grading is at work on this machine at this moment. */
        public boolean othersAtWork() {
            synchronized (QuietGate.this) {
                if (atWork > 1) {
                    return true;
                }
                // Nobody begins here meanwhile: that takes the same monitor.
                leave();
                try {
                    Optional<ProcessLock> alone = ProcessLock.tryExclusive(work);
                    alone.ifPresent(ProcessLock::close);
                    return alone.isEmpty();
                } finally {
                    join();
                }
            }
        }

        /**
         * Waits until no other grading is at work, and keeps others from beginning until the result is closed. This one
         * must do nothing meanwhile that it does not want to look at.
         *
         * @return what ends the quiet
         */
        public Quiet quiet() {
            close();
            try {
                return alone(this);
            } catch (InterruptedException e) {
                begin(this);
                Thread.currentThread().interrupt();
                throw new EngineException("Interrupted while waiting for a quiet moment", e);
            }
        }

        @Override
        public void close() {
            synchronized (QuietGate.this) {
                if (working) {
                    working = false;
                    leave();
                }
            }
        }
    }

    /**
     * While this is open no other grading begins.
     *
     * @param complete whether all others had ended; false when they took too long
     */
    public record Quiet(boolean complete, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /** Begins to work, after those who want to be alone. */
    public Work work() throws InterruptedException {
        turn.lockInterruptibly();
        try (ProcessLock pass = ProcessLock.exclusive(turnstile)) {
            return begin(new Work());
        } finally {
            turn.unlock();
        }
    }

    private synchronized Work begin(Work work) {
        work.working = true;
        join();
        return work;
    }

    private synchronized void join() {
        if (atWork++ == 0) {
            together = ProcessLock.shared(work);
        }
    }

    private synchronized void leave() {
        if (--atWork == 0 && together != null) {
            together.close();
            together = null;
        }
    }

    private Quiet alone(Work waiting) throws InterruptedException {
        turn.lockInterruptibly();
        Optional<ProcessLock> pass = Optional.empty();
        try {
            pass = Optional.of(ProcessLock.exclusive(turnstile));
            ProcessLock turnstileLock = pass.get();
            Optional<ProcessLock> alone = awaitAlone();
            return new Quiet(alone.isPresent(), () -> end(alone, turnstileLock, waiting));
        } catch (InterruptedException | RuntimeException e) {
            pass.ifPresent(ProcessLock::close);
            turn.unlock();
            throw e;
        }
    }

    /** Works again before the next one may pass, which could be another who wants to be alone. */
    private void end(Optional<ProcessLock> alone, ProcessLock pass, Work waiting) {
        try (pass) {
            alone.ifPresent(ProcessLock::close);
            begin(waiting);
        } finally {
            turn.unlock();
        }
    }

    /** The lock cannot be waited for: to wait in the kernel for one file would not end with the patience. */
    private Optional<ProcessLock> awaitAlone() throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            Optional<ProcessLock> alone = tryAlone();
            if (alone.isPresent()) {
                return alone;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        return Optional.empty();
    }

    /** This process's own shared lock would be lost by another channel on its file, so that it is asked for first. */
    private synchronized Optional<ProcessLock> tryAlone() {
        return atWork == 0 ? ProcessLock.tryExclusive(work) : Optional.empty();
    }
}
