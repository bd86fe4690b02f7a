package dev.drydock.dockerfile;

import java.util.Optional;

/**
 * One flag of an instruction, such as {@code --from=build}.
 *
 * @param name without the dashes
 * @param value without quotes; empty for a flag that is only named
 * @param source how it is written, dashes and quotes included
 */
public record Flag(String name, Optional<String> value, SourceText source) {

    /**
     * @param text dashes included, quotes removed
     */
    static Flag of(String text, SourceText source) {
        Assignment parts = Assignment.of(text.substring(2));
        return new Flag(parts.name(), parts.value(), source);
    }

    /** The value, or nothing at all. */
    public String valueOrEmpty() {
        return value.orElse("");
    }

    /** Where it stands in the file. */
    public Span span() {
        return source.span();
    }
}
