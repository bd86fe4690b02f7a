package dev.drydock.content.markdown;

import java.util.List;

/**
 * Markdown as HTML.
 *
 * @param html safe as it is, to be put into a page without escaping
 * @param sections in reading order, for a table of contents
 * @param words of the running text, see {@link MarkdownParts#words}
 */
public record MarkdownPage(String html, List<Section> sections, int words) {

    /** Words that one reads in a minute of a text that wants to be understood: rather few, as code comes on top. */
    private static final int WORDS_A_MINUTE = 200;

    public MarkdownPage {
        sections = List.copyOf(sections);
    }

    /** About how long one reads it, at least a minute. */
    public int readingMinutes() {
        return Math.max(1, Math.ceilDiv(words, WORDS_A_MINUTE));
    }

    /**
     * What a heading begins.
     *
     * @param id of the heading's element
     * @param title as plain text, not escaped
     * @param level from 2 to 6
     */
    public record Section(String id, String title, int level) {}
}
