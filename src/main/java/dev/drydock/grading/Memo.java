package dev.drydock.grading;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fact that is gathered when it is first asked for. Threads that ask meanwhile wait for it; a failure is kept like a
 * fact, since asking again would not change it.
 */
final class Memo<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Supplier<T> gather;
    private @Nullable T fact;
    private @Nullable RuntimeException failure;

    Memo(Supplier<T> gather) {
        this.gather = gather;
    }

    T get() {
        lock.lock();
        try {
            if (gather != null) {
                Supplier<T> once = gather;
                gather = null;
                try {
                    fact = once.get();
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(fact);
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was gathered, so that what it made has to be put away. */
    boolean isGathered() {
        lock.lock();
        try {
            return fact != null;
        } finally {
            lock.unlock();
        }
    }
}
