package dev.drydock.dockerfile;

/** Learners' text made fit for a message: short, and without characters that a terminal or a page would obey. */
public final class Printable {

    private static final int LIMIT = 80;

    private Printable() {}

    /** The text with control, format and unassigned characters escaped, cut after 80 characters. */
    public static String of(String text) {
        var out = new StringBuilder();
        int position = 0;
        for (int shown = 0; position < text.length(); shown++) {
            if (shown == LIMIT) {
                return out.append('…').toString();
            }
            int character = text.codePointAt(position);
            append(out, character);
            position += Character.charCount(character);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int character) {
        switch (Character.getType(character)) {
            // Format characters include those that reverse the direction of what follows.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> out.append(escaped(character));
            default -> out.appendCodePoint(character);
        }
    }

    private static String escaped(int character) {
        return switch (character) {
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> String.format("\\u{%x}", character);
        };
    }
}
