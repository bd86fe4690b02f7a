package dev.drydock.text;

import java.util.regex.Pattern;

/** Text of unknown origin made fit for a terminal: nothing in it is obeyed any more. */
public final class Plain {

    /** Colours, cursor moves and the like (CSI), and titles, links and the like (OSC, DCS, APC, PM, SOS). */
    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile(
            "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]" + "|(?:\u001b[]PX^_]|[\u009d\u0090\u0098\u009e\u009f])"
                    + "[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\\\|\u009c|$)" + "|\u001b[ -/]*[0-~]");

    /** What a progress bar wrote over: a terminal would show only what comes last. */
    private static final Pattern OVERWRITTEN = Pattern.compile("[^\n]*\r(?=[^\n\r])");

    private Plain() {}

    /** Several lines: line breaks stay, a tab becomes spaces. */
    public static String lines(String text) {
        String unescaped = ESCAPE_SEQUENCE.matcher(text.replace("\r\n", "\n")).replaceAll("");
        String settled = OVERWRITTEN.matcher(unescaped).replaceAll("").replace("\r", "");
        StringBuilder out = new StringBuilder(settled.length());
        settled.codePoints().forEach(character -> append(out, character));
        return out.toString();
    }

    /** One line: line breaks become spaces. */
    public static String line(String text) {
        return lines(text).strip().replaceAll("\\s*\n\\s*", " ");
    }

    private static void append(StringBuilder out, int character) {
        switch (Character.getType(character)) {
            // Format characters include those that reverse the direction of what follows.
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> {
                switch (character) {
                    case '\n' -> out.append('\n');
                    case '\t' -> out.append("    ");
                    default -> out.append('\uFFFD');
                }
            }
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> out.append(' ');
            default -> out.appendCodePoint(character);
        }
    }
}
