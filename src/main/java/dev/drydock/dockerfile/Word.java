package dev.drydock.dockerfile;

/**
 * One argument of an instruction.
 *
 * @param text what it says: JSON escapes are resolved, while shell quotes and variables are as written
 * @param source how it is written, with the quotes of the JSON form
 */
public record Word(String text, SourceText source) {

    static Word of(SourceText source) {
        return new Word(source.toString(), source);
    }

    /** Where it stands in the file. */
    public Span span() {
        return source.span();
    }
}
