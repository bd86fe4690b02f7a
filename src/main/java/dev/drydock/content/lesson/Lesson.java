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
 * @param bodyLine the line of the file that the text begins at, counted from 1
 * @param folder where it lies
 */
public record Lesson(String id, LessonSettings settings, String body, int bodyLine, Optional<Quiz> quiz, Path folder) {

    /** Digits that an id begins with. */
    static final int DIGITS = 2;

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

    private Markdown markdown() {
        return new Markdown("/lessons/" + id + "/");
    }
}
