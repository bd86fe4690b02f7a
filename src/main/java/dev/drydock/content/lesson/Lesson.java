package dev.drydock.content.lesson;

import dev.drydock.content.markdown.Markdown;
import dev.drydock.content.markdown.MarkdownPage;
import dev.drydock.content.markdown.MarkdownParts;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A lesson: a text with figures, and usually a quiz.
 *
 * @param id name of its folder, such as {@code 03-layers-and-cache}
 * @param settings what stands above the text
 * @param body the text, in Markdown
 * @param folder where it lies
 */
public record Lesson(String id, LessonSettings settings, String body, Optional<Quiz> quiz, Path folder) {

    /** Digits that an id begins with. */
    static final int DIGITS = 2;

    /** Words that one reads in a minute of a text that wants to be understood: rather few, as code comes on top. */
    private static final int WORDS_A_MINUTE = 200;

    /** Its place among the lessons. */
    public int number() {
        return Integer.parseInt(id.substring(0, DIGITS));
    }

    public String title() {
        return settings.title();
    }

    /** The text as HTML; its figures are expected at {@code /lessons/ID/figures/NAME}. */
    public MarkdownPage page() {
        return markdown().page(body);
    }

    /** What the text consists of, by lines of {@link #body}. */
    public MarkdownParts parts() {
        return markdown().parts(body);
    }

    /** About how long one reads it, at least a minute. */
    public int readingMinutes() {
        return Math.max(1, Math.ceilDiv(parts().words(), WORDS_A_MINUTE));
    }

    private Markdown markdown() {
        return new Markdown("/lessons/" + id + "/");
    }
}
