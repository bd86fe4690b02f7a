package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An instruction's text, continuations joined, cut into its parts.
 *
 * @param keyword in upper case
 * @param flags such as {@code --from=build}
 * @param arguments what follows
 * @param source all of it
 */
record CommandLine(String keyword, List<Flag> flags, SourceText arguments, SourceText source) {

    static CommandLine of(SourceText line) {
        SourceText text = line.strip();
        int end = 0;
        while (end < text.length() && !Text.isBlank(text.charAt(end))) {
            end++;
        }
        var scanner = new Scanner(text, end);
        List<Flag> flags = scanner.flags();
        String keyword = text.slice(0, end).toString().toUpperCase(Locale.ROOT);
        return new CommandLine(keyword, flags, text.slice(scanner.position).strip(), text);
    }

    /** Takes flags off the front; the first word without two dashes, or two dashes alone, end them. */
    private static final class Scanner {

        private final SourceText text;
        private int position;

        Scanner(SourceText text, int position) {
            this.text = text;
            this.position = position;
        }

        List<Flag> flags() {
            var flags = new ArrayList<Flag>();
            while (true) {
                while (position < text.length() && Text.isSpace(text.charAt(position))) {
                    position++;
                }
                if (!text.startsWith("--", position)) {
                    return flags;
                }
                int start = position;
                String word = word();
                if (word.equals("--")) {
                    return flags;
                }
                flags.add(Flag.of(word, text.slice(start, position)));
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
