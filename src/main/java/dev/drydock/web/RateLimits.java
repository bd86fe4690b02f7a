package dev.drydock.web;

import dev.drydock.reception.Buckets;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How often somebody may do something. */
@Singleton
public final class RateLimits {

    private final Buckets changes = new Buckets(120, Duration.ofMinutes(1));
    private final Buckets signIns = new Buckets(10, Duration.ofMinutes(1));

    /**
     * Counts handing in or cancelling.
     *
     * @param account its name
     * @throws TooOftenException when that was too often
     */
    public void demandChange(String account) {
        if (!changes.of(account).tryConsume(1)) {
            throw new TooOftenException();
        }
    }

    /**
     * Counts trying a password.
     *
     * @param address where it comes from
     * @return whether that was not too often
     */
    boolean allowSignIn(String address) {
        return signIns.of(address).tryConsume(1);
    }
}
