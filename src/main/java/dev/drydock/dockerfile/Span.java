package dev.drydock.dockerfile;

/**
 * A stretch of a file.
 *
 * @param start of its first character
 * @param end behind its last character; the same as {@code start} where it is empty
 */
public record Span(Position start, Position end) {

    /** The lines that it touches. */
    public Lines lines() {
        return new Lines(start.line(), end.line());
    }
}
