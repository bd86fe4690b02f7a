package dev.drydock.reception;

import java.time.Duration;
import java.util.Map;

/** How much a learner may have stored in a day: the disk is everybody's. */
final class DailyQuota {

    private static final long BYTES = 512L << 20;

    private final Buckets left = new Buckets(BYTES, Duration.ofDays(1));

    /**
     * Counts what is going to be stored.
     *
     * @throws TooMuchException when that is more than is left of the day
     */
    void demand(String learner, Map<String, byte[]> files) {
        if (!left.of(learner).tryConsume(bytes(files))) {
            throw new TooMuchException();
        }
    }

    /** Takes back what was counted and then not stored. */
    void giveBack(String learner, Map<String, byte[]> files) {
        left.of(learner).addTokens(bytes(files));
    }

    private static long bytes(Map<String, byte[]> files) {
        return Math.max(
                1, files.values().stream().mapToLong(file -> file.length).sum());
    }
}
