package dev.drydock.grading;

import dev.drydock.engine.ClientProfile;
import dev.drydock.engine.ClientProfiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Who asks a submission's services in one grading: clients drawn by lot, each for a share of the requests. */
final class Clients {

    /** Clients that share many requests; each costs a look into the sandbox. */
    private static final int MOST_SHARES = 3;

    private static final int LONGEST_PAUSE_MILLIS = 300;

    private final RandomGenerator chance;
    private final ClientProfiles profiles;

    Clients(RandomGenerator chance) {
        this.chance = chance;
        this.profiles = new ClientProfiles(chance);
    }

    synchronized ClientProfile next() {
        return profiles.draw();
    }

    /** Between two clients. */
    synchronized Duration pause() {
        return Duration.ofMillis(chance.nextInt(LONGEST_PAUSE_MILLIS));
    }

    /** Parts of a list, in order and none of them empty, as many and as long as the lot says. */
    synchronized <T> List<List<T>> shares(List<T> all) {
        List<List<T>> shares = new ArrayList<>();
        int from = 0;
        while (from < all.size()) {
            boolean last = shares.size() == MOST_SHARES - 1;
            int to = last ? all.size() : chance.nextInt(from, all.size()) + 1;
            shares.add(all.subList(from, to));
            from = to;
        }
        return shares;
    }
}
