package dev.drydock.grading;

import dev.drydock.engine.ClientProfile;
import dev.drydock.engine.ClientProfiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Who asks a submission's services in one grading: clients drawn by lot, each for a share of the requests. */
final class Clients {

    /** Clients that share the requests of one check: each costs a look into the sandbox, and a few checks meet all programs. */
    private static final int SHARES = 4;

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

    /** Four parts of a list, or one for each where it is shorter, in order and none of them empty, as long as the lot says. */
    synchronized <T> List<List<T>> shares(List<T> all) {
        List<List<T>> shares = new ArrayList<>();
        int from = 0;
        for (int left = Math.min(SHARES, all.size()); left > 0; left--) {
            int to = left == 1 ? all.size() : chance.nextInt(from + 1, all.size() - left + 2);
            shares.add(all.subList(from, to));
            from = to;
        }
        return shares;
    }
}
