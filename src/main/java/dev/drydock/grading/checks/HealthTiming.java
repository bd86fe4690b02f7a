package dev.drydock.grading.checks;

import dev.drydock.engine.ImageConfig.Healthcheck;
import java.time.Duration;

/** The pace of a HEALTHCHECK, Docker's defaults filled in. */
record HealthTiming(Duration interval, Duration timeout, Duration startPeriod, int retries) {

    private static final Duration DEFAULT = Duration.ofSeconds(30);
    private static final int DEFAULT_RETRIES = 3;

    /** No learner declares more in earnest, and within these bounds nothing overflows. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int MOST_RETRIES = 1_000;

    /** Drydock probes faster than declared, so that a longer wait would show nothing new. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    static HealthTiming of(Healthcheck check) {
        return new HealthTiming(
                least(check.interval().isZero() ? DEFAULT : check.interval(), LONGEST),
                least(check.timeout().isZero() ? DEFAULT : check.timeout(), LONGEST),
                least(check.startPeriod(), LONGEST),
                check.retries() == 0 ? DEFAULT_RETRIES : Math.min(check.retries(), MOST_RETRIES));
    }

    /** When Docker would give up on a service whose probe never succeeds. */
    Duration window() {
        return startPeriod.plus(interval.multipliedBy(retries));
    }

    /** How long a service that no longer answers goes unnoticed: so many probes wait and time out. */
    Duration detection() {
        return detection(0);
    }

    /** @param forgiven probes that say healthy before the first one that does not */
    Duration detection(int forgiven) {
        return interval.plus(timeout).multipliedBy((long) retries + forgiven);
    }

    /** How long to wait for the verdict: the last probe may take until its timeout. */
    Duration bounded() {
        return least(window().plus(timeout), LONGEST_WAIT);
    }

    String describe() {
        return "start period " + Quantity.time(startPeriod) + " + " + retries + " × interval "
                + Quantity.time(interval);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
