package dev.drydock.text;

import java.util.ArrayList;
import java.util.List;

/** Colours, or none, and lines of a width that reads well. What is painted or wrapped is made harmless first. */
public enum TextStyle {
    COLOUR,
    PLAIN;

    /** Columns that the text fits in. */
    public static final int WIDTH = 96;

    private static final String RESET = "\u001b[0m";

    /** Select Graphic Rendition codes. */
    public enum Ink {
        PLAIN(""),
        GREEN("32"),
        RED("31"),
        YELLOW("33"),
        FAINT("2"),
        BOLD("1"),
        GREEN_BANNER("1;32"),
        RED_BANNER("1;31"),
        YELLOW_BANNER("1;33");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    /** The text in one line, harmless, in a colour where there are any. */
    public String paint(Ink ink, String text) {
        String harmless = Plain.line(text);
        return this == PLAIN || ink == Ink.PLAIN || harmless.isEmpty()
                ? harmless
                : "\u001b[" + ink.code + "m" + harmless + RESET;
    }

    /** At the right end of a column. */
    public String paintPadded(Ink ink, String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + paint(ink, text);
    }

    /** Lines of at most the given width, broken between words where there are any. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : Plain.line(text).split(" +")) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (rest.length() > width) {
                lines.add(rest.substring(0, width));
                rest = rest.substring(width);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /** At most the given width, with an ellipsis where something was cut off. */
    public static String cut(String text, int width) {
        String harmless = Plain.lines(text).stripTrailing().replace('\n', ' ');
        return harmless.length() <= width ? harmless : harmless.substring(0, width - 1) + "…";
    }

    /** Filled up with spaces. */
    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
