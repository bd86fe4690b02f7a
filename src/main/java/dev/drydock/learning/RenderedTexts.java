package dev.drydock.learning;

import dev.drydock.content.markdown.Markdown;
import io.quarkus.qute.RawString;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Short texts of one edition of the content as HTML, each rendered once: a quiz has dozens, and is shown with every page. */
final class RenderedTexts {

    private final Markdown markdown = new Markdown("/");
    private final Map<String, RawString> paragraphs = new ConcurrentHashMap<>();
    private final Map<String, RawString> lines = new ConcurrentHashMap<>();

    /** A text of several paragraphs. */
    RawString paragraphs(String text) {
        return paragraphs.computeIfAbsent(
                text, key -> new RawString(markdown.page(key).html()));
    }

    /** A text without an element around it. */
    RawString line(String text) {
        return lines.computeIfAbsent(text, key -> new RawString(markdown.line(key)));
    }
}
