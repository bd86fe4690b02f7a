package dev.drydock.content.markdown;

import java.util.List;

/**
 * Markdown as HTML.
 *
 * @param html safe as it is, to be put into a page without escaping
 * @param sections in reading order, for a table of contents
 */
public record MarkdownPage(String html, List<Section> sections) {

    public MarkdownPage {
        sections = List.copyOf(sections);
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
