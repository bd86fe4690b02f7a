package dev.drydock.content.markdown;

import dev.drydock.content.markdown.MarkdownPage.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a text in Markdown consists of, each part with the line that it begins at, counted from 1: for those who look for
 * mistakes in it.
 *
 * @param links where links lead to on Drydock's pages; empty text for those that are left out as dangerous
 * @param images where images come from, in the same way
 * @param codes blocks of code
 * @param names what stands between backquotes in the running text
 * @param prose the running text, links' and headings' included, without code
 * @param html what would be HTML, were it not shown as text
 */
public record MarkdownParts(
        List<Part> links,
        List<Picture> images,
        List<Code> codes,
        List<Part> names,
        List<Part> prose,
        List<Part> html,
        List<Section> sections) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]\\S*");

    public MarkdownParts {
        links = List.copyOf(links);
        images = List.copyOf(images);
        codes = List.copyOf(codes);
        names = List.copyOf(names);
        prose = List.copyOf(prose);
        html = List.copyOf(html);
        sections = List.copyOf(sections);
    }

    /** A part that is told by its text. */
    public record Part(int line, String text) {}

    /**
     * An image.
     *
     * @param source its address on Drydock's pages
     * @param alternative what is said in its place
     * @param prose the same without what stands between backquotes
     */
    public record Picture(int line, String source, String alternative, String prose) {}

    /**
     * A block of code.
     *
     * @param line of the fence
     * @param language in lower case
     * @param attributes that stand after the language, by name; a name without a value has an empty one
     */
    public record Code(int line, Optional<String> language, Map<String, String> attributes, String text) {

        public Code {
            attributes = Map.copyOf(attributes);
        }
    }

    /** Words of the running text, tables and headings included: what takes time to read. */
    public int words() {
        return Stream.of(prose, names)
                .flatMap(List::stream)
                .mapToInt(part -> (int) WORD.matcher(part.text()).results().count())
                .sum();
    }
}
