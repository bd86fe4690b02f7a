package dev.drydock.text;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of a log with its colours: of all that a terminal obeys, only the sixteen colours and a few weights are kept, as names from a
 * fixed list. The text itself is as {@link Plain} leaves it, and still has to be escaped for HTML.
 */
public final class AnsiText {

    /** Select Graphic Rendition (ECMA-48, 8.3.117). */
    private static final Pattern RENDITION = Pattern.compile("\u001b\\[([0-9;]{0,40})m");

    private static final List<String> COLOURS =
            List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");

    private AnsiText() {}

    /**
     * A piece of text that looks the same throughout.
     *
     * @param look names separated by spaces, such as {@code bold red}; empty for plain text
     */
    public record Piece(String text, String look) {}

    /** One line, without its line break. */
    public static List<Piece> line(String line) {
        String shown = overwritten(line);
        List<Piece> pieces = new ArrayList<>();
        var look = new TreeSet<String>();
        Matcher matcher = RENDITION.matcher(shown);
        int from = 0;
        while (matcher.find()) {
            add(pieces, shown.substring(from, matcher.start()), look);
            apply(matcher.group(1), look);
            from = matcher.end();
        }
        add(pieces, shown.substring(from), look);
        return pieces;
    }

    /** What a progress bar wrote over is not shown. */
    private static String overwritten(String line) {
        String ended = line.replaceFirst("\r+$", "");
        return ended.substring(ended.lastIndexOf('\r') + 1);
    }

    private static void add(List<Piece> pieces, String text, TreeSet<String> look) {
        String plain = Plain.lines(text).replace('\n', ' ');
        if (!plain.isEmpty()) {
            pieces.add(new Piece(plain, look.stream().collect(Collectors.joining(" "))));
        }
    }

    private static void apply(String parameters, TreeSet<String> look) {
        for (String parameter : parameters.split(";", -1)) {
            int code = parameter.isEmpty() || parameter.length() > 3 ? 0 : Integer.parseInt(parameter);
            if (code == 38 || code == 48) {
                // A colour of hundreds or millions follows, which is not kept.
                return;
            }
            apply(code, look);
        }
    }

    private static void apply(int code, TreeSet<String> look) {
        switch (code) {
            case 0 -> look.clear();
            case 1 -> look.add("bold");
            case 2 -> look.add("dim");
            case 3 -> look.add("italic");
            case 4 -> look.add("underline");
            case 22 -> look.removeAll(List.of("bold", "dim"));
            case 23 -> look.remove("italic");
            case 24 -> look.remove("underline");
            case 39 -> look.removeAll(COLOURS);
            default -> colour(code, look);
        }
    }

    private static void colour(int code, TreeSet<String> look) {
        // Bright ones look like the others: both have to be readable on light and on dark.
        int index = code >= 90 && code <= 97 ? code - 90 : code - 30;
        if (index >= 0 && index < COLOURS.size()) {
            look.removeAll(COLOURS);
            look.add(COLOURS.get(index));
        }
    }
}
