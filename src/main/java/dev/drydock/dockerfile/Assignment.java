package dev.drydock.dockerfile;

import java.util.Optional;

/**
 * One {@code name=value} of ENV, LABEL or ARG, as written: quotes and variables are still there.
 *
 * @param value absent for {@code ARG name}, which has no default
 */
public record Assignment(String name, Optional<String> value) {

    static Assignment of(String word) {
        int equals = word.indexOf('=');
        return equals < 0
                ? new Assignment(word, Optional.empty())
                : new Assignment(word.substring(0, equals), Optional.of(word.substring(equals + 1)));
    }
}
