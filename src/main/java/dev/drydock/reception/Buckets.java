package dev.drydock.reception;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What somebody may use in a time, for each of those who used something last. Counted by each process for itself: it is against
 * floods, not for billing.
 */
public final class Buckets {

    /** More are forgotten, the oldest first. */
    private static final int MOST = 10_000;

    private final long capacity;
    private final Duration within;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    /**
     * @param capacity how much at once, and as much again within the time
     */
    public Buckets(long capacity, Duration within) {
        this.capacity = capacity;
        this.within = within;
    }

    /**
     * Somebody's.
     *
     * @param who an account's name or an address
     */
    public Bucket of(String who) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    who,
                    key -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, within))
                            .build());
        }
    }
}
