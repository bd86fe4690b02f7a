package dev.drydock.sandbox;

import dev.drydock.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Keeps warm sandboxes. One that comes back is emptied and checked to be empty; after anything unusual it is destroyed
 * and replaced instead. Safe for use by many threads.
 */
public final class SandboxPool implements AutoCloseable {

    private final Supplier<Sandbox> starter;
    private final BlockingQueue<CompletableFuture<Sandbox>> free = new LinkedBlockingQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Begins to start {@code size} sandboxes in the background.
     */
    SandboxPool(Supplier<Sandbox> starter, int size) {
        this.starter = starter;
        for (int i = 0; i < size; i++) {
            free.add(startOne());
        }
    }

    private CompletableFuture<Sandbox> startOne() {
        var sandbox = new CompletableFuture<Sandbox>();
        Thread.ofVirtual().name("sandbox-start").start(() -> {
            try {
                sandbox.complete(starter.get());
            } catch (RuntimeException e) {
                sandbox.completeExceptionally(e);
            }
        });
        return sandbox;
    }

    /**
     * Waits for a free sandbox.
     *
     * @throws EngineException if it could not be started; the next call tries again
     */
    public Lease lease() throws InterruptedException {
        CompletableFuture<Sandbox> next = free.take();
        try {
            return new Lease(next.get());
        } catch (ExecutionException e) {
            free.add(startOne());
            throw e.getCause() instanceof RuntimeException failure ? failure : new EngineException("no sandbox", e);
        } catch (InterruptedException e) {
            free.add(next);
            throw e;
        }
    }

    private void giveBack(Sandbox sandbox, Optional<String> spoiled) {
        if (closed.get()) {
            sandbox.close();
        } else if (spoiled.isEmpty() && isEmptied(sandbox)) {
            free.add(CompletableFuture.completedFuture(sandbox));
        } else {
            sandbox.close();
            free.add(startOne());
        }
    }

    private static boolean isEmptied(Sandbox sandbox) {
        try {
            return sandbox.empty().isEmpty();
        } catch (EngineException broken) {
            // An engine that cannot be emptied is not worth a second look; the caller replaces it.
            return false;
        }
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
            }
        }
    }

    /** A sandbox for one grading. */
    public final class Lease implements AutoCloseable {

        private final Sandbox sandbox;
        private Optional<String> spoiled = Optional.empty();

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

        @Override
        public void close() {
            giveBack(sandbox, spoiled);
        }
    }
}
