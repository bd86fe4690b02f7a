package dev.drydock.submission;

import dev.drydock.database.Notifications;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes those who watch a submission when it has a new event, wherever that was written. */
public final class EventFeed implements AutoCloseable {

    private final Map<String, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final Runnable stop;

    public EventFeed(Notifications notifications) {
        this.stop = notifications.on(EventStore.CHANNEL, this::wake);
    }

    /** Begins to watch; to be closed. */
    public Watch watch(UUID submission) {
        var watch = new Watch(submission.toString());
        // Within compute: a set that becomes empty at this moment is removed.
        watches.compute(watch.submission, (id, those) -> {
            Set<Watch> all = those == null ? ConcurrentHashMap.newKeySet() : those;
            all.add(watch);
            return all;
        });
        return watch;
    }

    private void wake(String submission) {
        if (submission.isEmpty()) {
            // The connection was lost: anything may have happened.
            watches.values().forEach(those -> those.forEach(Watch::wake));
        } else {
            watches.getOrDefault(submission, Set.of()).forEach(Watch::wake);
        }
    }

    @Override
    public void close() {
        stop.run();
    }

    /** Somebody who watches. */
    public final class Watch implements AutoCloseable {

        private final String submission;
        private final Semaphore news = new Semaphore(0);

        private Watch(String submission) {
            this.submission = submission;
        }

        private void wake() {
            news.release();
        }

        /** Waits until there may be something new, or the time is up. */
        public void await(Duration limit) throws InterruptedException {
            if (news.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        }

        @Override
        public void close() {
            watches.computeIfPresent(submission, (id, those) -> {
                those.remove(this);
                return those.isEmpty() ? null : those;
            });
        }
    }
}
