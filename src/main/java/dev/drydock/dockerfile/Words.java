package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into words. */
final class Words {

    private Words() {}

    /** By blanks alone: quotes mean nothing. */
    static List<Word> byBlanks(SourceText text) {
        var words = new ArrayList<Word>();
        int position = 0;
        while (position < text.length()) {
            int end = position;
            while (end < text.length() && !Text.isBlank(text.charAt(end))) {
                end++;
            }
            words.add(Word.of(text.slice(position, end)));
            position = end;
            while (position < text.length() && Text.isBlank(text.charAt(position))) {
                position++;
            }
        }
        return words;
    }

    /** By white space outside quotes; quotes and escapes stay, for substitution removes them later. */
    static List<Word> quoted(SourceText text, char escape) {
        var words = new ArrayList<Word>();
        char quote = 0;
        int start = 0;
        int position = 0;
        for (; position < text.length(); position++) {
            char c = text.charAt(position);
            if (quote == 0 && Text.isSpace(c)) {
                add(text, start, position, words);
                start = position + 1;
            } else if (c == escape && quote != '\'') {
                // Nothing can be escaped between single quotes; an escape at the very end does not count.
                if (position + 1 == text.length()) {
                    break;
                }
                position++;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        add(text, start, position, words);
        return words;
    }

    private static void add(SourceText text, int start, int end, List<Word> words) {
        if (end > start) {
            words.add(Word.of(text.slice(start, end)));
        }
    }
}
