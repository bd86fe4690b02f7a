package dev.drydock.content;

import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;

/** What {@code expected.yaml} of a wrong solution says: how grading it has to end. */
public record Expected(
        @Key(value = "Ids of exactly the checks that fail or are only partly passed.", min = 1, optional = true)
        List<String> fails,

        @Key("The outcome, where it is refused before building.")
        Optional<Outcome> outcome,

        @Key(value = "The mistake, in a sentence or two.", min = 1)
        String why) {

    /** Outcomes other than a failed check. */
    public enum Outcome {
        INVALID
    }

    public Expected {
        fails = List.copyOf(fails);
        if (fails.isEmpty() == outcome.isEmpty()) {
            throw new IllegalArgumentException("it needs either \"fails\" or \"outcome\", and not both");
        }
    }
}
