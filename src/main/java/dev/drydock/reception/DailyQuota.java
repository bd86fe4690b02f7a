package dev.drydock.reception;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much a learner may have stored in a day: the disk is everybody's. Counted by each process for itself. */
final class DailyQuota {

    private static final long BYTES = 512L << 20;
    private static final Duration DAY = Duration.ofDays(1);

    /** Learners who handed something in last; more are forgotten, the oldest first. */
    private static final int MOST = 10_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Counts what is going to be stored.
     *
     * @throws TooMuchException when that is more than is left of the day
     */
    void demand(String learner, Map<String, byte[]> files) {
        if (!bucket(learner).tryConsume(bytes(files))) {
            throw new TooMuchException();
        }
    }

    /** Takes back what was counted and then not stored. */
    void giveBack(String learner, Map<String, byte[]> files) {
        bucket(learner).addTokens(bytes(files));
    }

    private static long bytes(Map<String, byte[]> files) {
        return Math.max(
                1, files.values().stream().mapToLong(file -> file.length).sum());
    }

    private Bucket bucket(String learner) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    learner,
                    key -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(BYTES).refillGreedy(BYTES, DAY))
                            .build());
        }
    }
}
