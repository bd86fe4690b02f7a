package dev.drydock.engine;

import java.util.List;

/**
 * What is looked for in files.
 *
 * @param expression a regular expression for bytes, with what Java and Perl have in common
 * @param words one of them is in whatever matches, at most 24 bytes behind its beginning
 */
public record SearchTerms(String expression, List<String> words) {

    public SearchTerms {
        words = List.copyOf(words);
        if (words.isEmpty() || words.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("cannot be searched for without words: " + expression);
        }
    }
}
