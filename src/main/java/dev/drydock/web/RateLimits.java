package dev.drydock.web;

import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often somebody may do something. Counted by each process for itself: it is against floods, not for billing. */
@Singleton
public final class RateLimits {

    /** Those who did something last; more are forgotten, the oldest first. */
    private static final int MOST = 10_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    /** What is limited. */
    public enum Kind {
        /** Handing in and cancelling. */
        CHANGE(120, Duration.ofMinutes(1)),
        /** Trying passwords. */
        SIGN_IN(10, Duration.ofMinutes(1));

        private final int times;
        private final Duration within;

        Kind(int times, Duration within) {
            this.times = times;
            this.within = within;
        }
    }

    /**
     * Counts once.
     *
     * @param who an account's name or an address
     * @throws TooOftenException when that was too often
     */
    public void demand(Kind kind, String who) {
        if (!allow(kind, who)) {
            throw new TooOftenException();
        }
    }

    /** Counts once, and says whether that was not too often. */
    boolean allow(Kind kind, String who) {
        return bucket(kind, who).tryConsume(1);
    }

    private Bucket bucket(Kind kind, String who) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    kind + " " + who,
                    key -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(kind.times).refillGreedy(kind.times, kind.within))
                            .build());
        }
    }
}
