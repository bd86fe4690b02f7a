package dev.drydock.lint.rules;

import dev.drydock.text.Nearest;
import java.util.Collection;
import java.util.Optional;

/** Finds what a misspelt name probably means, as long as a file is not made of misspelt names. */
final class Suggestions {

    /** Names to choose from; more than that take long to compare. */
    static final int CHOICE = 500;

    private int left = 50;

    Optional<String> nearest(String name, Collection<String> known) {
        if (known.size() > CHOICE || left == 0) {
            return Optional.empty();
        }
        left--;
        return Nearest.to(name, known);
    }
}
