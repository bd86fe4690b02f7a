package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into words. */
final class Words {

    private Words() {}

    /** By blanks alone: quotes mean nothing. */
    static List<String> byBlanks(String text) {
        var words = new ArrayList<String>();
        int position = 0;
        while (position < text.length()) {
            int end = position;
            while (end < text.length() && !Text.isBlank(text.charAt(end))) {
                end++;
            }
            words.add(text.substring(position, end));
            position = end;
            while (position < text.length() && Text.isBlank(text.charAt(position))) {
                position++;
            }
        }
        return words;
    }

    /** By white space outside quotes; quotes and escapes stay, for substitution removes them later. */
    static List<String> quoted(String text, char escape) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        char quote = 0;
        for (int position = 0; position < text.length(); position++) {
            char c = text.charAt(position);
            if (quote == 0 && Text.isSpace(c)) {
                finish(word, words);
                continue;
            }
            // Nothing can be escaped between single quotes.
            if (c == escape && quote != '\'') {
                if (position + 1 == text.length()) {
                    break;
                }
                word.append(c);
                c = text.charAt(++position);
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
            word.append(c);
        }
        finish(word, words);
        return words;
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
