package dev.drydock.learning;

import dev.drydock.content.Exercise;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.markdown.Markdown;
import dev.drydock.content.markdown.MarkdownPage;
import io.quarkus.qute.RawString;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** One edition of the content as HTML, each part rendered once: it is the same for everybody, and asked for with every page. */
final class Rendered {

    private final Markdown markdown = new Markdown("/");
    private final Map<String, MarkdownPage> lessons = new ConcurrentHashMap<>();
    private final Map<String, MarkdownPage> briefs = new ConcurrentHashMap<>();
    private final Map<String, RawString> articles = new ConcurrentHashMap<>();
    private final Map<String, RawString> paragraphs = new ConcurrentHashMap<>();
    private final Map<String, RawString> lines = new ConcurrentHashMap<>();

    MarkdownPage page(Lesson lesson) {
        return lessons.computeIfAbsent(lesson.id(), key -> lesson.page());
    }

    MarkdownPage brief(Exercise exercise) {
        return briefs.computeIfAbsent(
                exercise.id(), key -> new Markdown("/exercises/" + key + "/").page(exercise.brief()));
    }

    /**
     * A whole lesson with its quiz, which nobody has answered yet.
     *
     * @param render makes it, the first time
     */
    RawString article(Lesson lesson, Supplier<String> render) {
        return articles.computeIfAbsent(lesson.id(), key -> new RawString(ascii(render.get())));
    }

    /**
     * With references in place of characters beyond ASCII, which browsers read as the same text. One of them in a page makes Java keep
     * and encode all of it as wide characters, which took a third of the time of a page.
     */
    private static String ascii(String html) {
        var ascii = new StringBuilder(html.length() + 1000);
        html.codePoints().forEach(character -> {
            if (character < 0x80) {
                ascii.append((char) character);
            } else {
                ascii.append("&#").append(character).append(';');
            }
        });
        return ascii.toString();
    }

    /** A short text of several paragraphs. */
    RawString paragraphs(String text) {
        return paragraphs.computeIfAbsent(
                text, key -> new RawString(markdown.page(key).html()));
    }

    /** A short text without an element around it. */
    RawString line(String text) {
        return lines.computeIfAbsent(text, key -> new RawString(markdown.line(key)));
    }
}
