package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An instruction's text, continuations joined, cut into its parts.
 *
 * @param keyword in upper case
 * @param flags such as {@code --from=build}, with the dashes, quotes removed
 * @param arguments what follows
 */
record CommandLine(String keyword, List<String> flags, String arguments) {

    static CommandLine of(String line) {
        String text = Text.strip(line);
        int end = 0;
        while (end < text.length() && !Text.isBlank(text.charAt(end))) {
            end++;
        }
        var scanner = new Scanner(text, end);
        List<String> flags = scanner.flags();
        return new CommandLine(
                text.substring(0, end).toUpperCase(Locale.ROOT), flags, Text.strip(text.substring(scanner.position)));
    }

    /** Takes flags off the front; the first word without two dashes, or two dashes alone, end them. */
    private static final class Scanner {

        private final String text;
        private int position;

        Scanner(String text, int position) {
            this.text = text;
            this.position = position;
        }

        List<String> flags() {
            var flags = new ArrayList<String>();
            while (true) {
                while (position < text.length() && Text.isSpace(text.charAt(position))) {
                    position++;
                }
                if (!text.startsWith("--", position)) {
                    return flags;
                }
                String word = word();
                if (word.equals("--")) {
                    return flags;
                }
                flags.add(word);
            }
        }

        /** Here the backslash escapes whatever the escape directive says: so does BuildKit. */
        private String word() {
            var word = new StringBuilder();
            char quote = 0;
            for (; position < text.length(); position++) {
                char c = text.charAt(position);
                if (c == '\\') {
                    if (++position < text.length()) {
                        word.append(text.charAt(position));
                    }
                } else if (quote != 0) {
                    if (c == quote) {
                        quote = 0;
                    } else {
                        word.append(c);
                    }
                } else if (Text.isSpace(c)) {
                    return word.toString();
                } else if (c == '\'' || c == '"') {
                    quote = c;
                } else {
                    word.append(c);
                }
            }
            position = Math.min(position, text.length());
            return word.toString();
        }
    }
}
