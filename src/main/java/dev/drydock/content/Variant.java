package dev.drydock.content;

import dev.drydock.yaml.Key;
import java.util.Optional;

/**
 * The exercise with other files in place of some that were handed out, such as a second model: an image that is built so
 * has to behave as the reference solution built so. The files lie in {@code variants/NAME/}.
 *
 * @param placeholder text in those files that a number of six digits takes the place of, drawn once for each installation
 */
public record Variant(
        @Key(
                value = "Name by which checks refer to it, and of its folder.",
                pattern = Names.ID,
                patternMeans = Names.ID_MEANS)
        String name,

        @Key("What was exchanged, as part of a sentence for learners.")
        String what,

        @Key(value = "Text in its files that a drawn number of six digits takes the place of.", min = 4)
        Optional<String> placeholder) {}
