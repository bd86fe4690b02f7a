package dev.drydock.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs an action, once, unless it is closed in time. */
final class Deadline implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean passed;

    private Deadline() {}

    static Deadline after(Duration limit, Runnable action) {
        Deadline deadline = new Deadline();
        Thread.ofVirtual().name("deadline").start(() -> deadline.waitFor(limit, action));
        return deadline;
    }

    private void waitFor(Duration limit, Runnable action) {
        try {
            if (!closed.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                passed = true;
                action.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean passed() {
        return passed;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
