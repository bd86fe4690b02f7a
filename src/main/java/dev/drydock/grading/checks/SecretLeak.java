package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import java.util.List;

/**
 * A secret that the image gives away.
 *
 * @param secret what it is, without giving it away further
 * @param where for whoever wants to find it
 * @param deleted whether a later step took it out of sight, in vain
 */
record SecretLeak(String secret, String where, boolean deleted, List<Lines> lines) {

    SecretLeak {
        lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
        return secret + " in " + where;
    }
}
