package dev.drydock.sandbox;

import dev.drydock.engine.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps warm sandboxes. One that comes back is emptied and checked to be empty; after anything unusual it is destroyed
 * and replaced instead. Safe for use by many threads.
 */
public final class SandboxPool implements AutoCloseable {

    private static final Duration CLOSE_AGAIN = Duration.ofSeconds(5);
    private static final int CLOSE_TRIES = 24;

    private final Supplier<Sandbox> starter;
    private final Predicate<Sandbox> usable;
    private final BlockingQueue<CompletableFuture<Sandbox>> free = new LinkedBlockingQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Begins to start {@code size} sandboxes in the background.
     *
     * @param usable asked about a sandbox that has waited, before it is leased
     */
    SandboxPool(Supplier<Sandbox> starter, Predicate<Sandbox> usable, int size) {
        this.starter = starter;
        this.usable = usable;
        for (int i = 0; i < size; i++) {
            free.add(startOne());
        }
    }

    private CompletableFuture<Sandbox> startOne() {
        var sandbox = new CompletableFuture<Sandbox>();
        Thread.ofVirtual().name("sandbox-start").start(() -> {
            try {
                sandbox.complete(starter.get());
            } catch (Throwable e) {
                // Also an error: whoever waits for this sandbox would wait forever.
                sandbox.completeExceptionally(e);
            }
        });
        return sandbox;
    }

    /**
     * Waits for a free sandbox that works; one that was broken while it waited, say by a restart of the engine, is replaced.
     *
     * @throws EngineException if it could not be started; the next call tries again
     */
    public Lease lease() throws InterruptedException {
        CompletableFuture<Sandbox> next = free.take();
        try {
            Sandbox sandbox = next.get();
            if (isUsable(sandbox)) {
                return new Lease(sandbox);
            }
            replace(sandbox);
            return lease();
        } catch (ExecutionException e) {
            free.add(startOne());
            throw e.getCause() instanceof RuntimeException failure ? failure : new EngineException("no sandbox", e);
        } catch (InterruptedException e) {
            free.add(next);
            throw e;
        }
    }

    private boolean isUsable(Sandbox sandbox) {
        try {
            return usable.test(sandbox);
        } catch (RuntimeException engineAway) {
            return false;
        }
    }

    /** Another takes its place. */
    private void replace(Sandbox broken) {
        if (!closed.get()) {
            free.add(startOne());
        }
        putAway(broken);
    }

    /** An engine that is away just now would keep what is left of the sandbox until this process ends. */
    private static void putAway(Sandbox broken) {
        try {
            broken.close();
        } catch (RuntimeException notYet) {
            Thread.ofVirtual().name("sandbox-close").start(() -> closeLater(broken));
        }
    }

    private static void closeLater(Sandbox broken) {
        for (int i = 0; i < CLOSE_TRIES; i++) {
            try {
                Thread.sleep(CLOSE_AGAIN);
                broken.close();
                return;
            } catch (InterruptedException end) {
                return;
            } catch (RuntimeException notYet) {
                // Tried again.
            }
        }
    }

    private void giveBack(Sandbox sandbox, Optional<String> spoiled) {
        if (closed.get()) {
            putAway(sandbox);
        } else if (spoiled.isEmpty() && isEmptied(sandbox)) {
            free.add(CompletableFuture.completedFuture(sandbox));
        } else {
            replace(sandbox);
        }
    }

    private static boolean isEmptied(Sandbox sandbox) {
        try {
            return sandbox.empty().isEmpty();
        } catch (RuntimeException broken) {
            // An engine that cannot be emptied is not worth a second look; the caller replaces it.
            return false;
        }
    }

    /** From now on sandboxes that come back are put away, and none takes their place. */
    public void retire() {
        closed.set(true);
    }

    /** Ends the free sandboxes; those on lease end when they come back. */
    @Override
    public void close() {
        closed.set(true);
        List<CompletableFuture<Sandbox>> rest = new ArrayList<>();
        free.drainTo(rest);
        for (CompletableFuture<Sandbox> sandbox : rest) {
            try {
                sandbox.join().close();
            } catch (CompletionException neverStarted) {
                // It cleaned up after itself when its start failed.
            } catch (EngineException engineAway) {
                // The next process sweeps.
            }
        }
    }

    /** A sandbox for one grading. */
    public final class Lease implements AutoCloseable {

        private final Sandbox sandbox;
        private volatile Optional<String> spoiled = Optional.empty();
        private volatile boolean givenBack;

        private Lease(Sandbox sandbox) {
            this.sandbox = sandbox;
        }

        public Sandbox sandbox() {
            return sandbox;
        }

        /** Says that something unusual happened, so that the sandbox is destroyed and not used again. */
        public void spoil(String reason) {
            spoiled = Optional.of(reason);
        }

        /** What was unusual, if anything was; also after it was given back. */
        public Optional<String> spoiled() {
            return spoiled;
        }

        /** Ends what goes on in the sandbox, so that every call to it fails; for a thread other than the one that uses it. */
        public void abort(String reason) {
            spoil(reason);
            if (!givenBack) {
                sandbox.kill();
            }
        }

        @Override
        public void close() {
            givenBack = true;
            giveBack(sandbox, spoiled);
        }
    }
}
