package dev.drydock.content.review;

import dev.drydock.content.Exercise;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.markdown.Markdown;
import dev.drydock.content.markdown.MarkdownPage.Section;
import dev.drydock.content.markdown.MarkdownParts;
import dev.drydock.yaml.Problem;
import java.util.List;
import java.util.OptionalInt;

/**
 * A text in Markdown under review.
 *
 * @param file how messages call it
 * @param before lines of the file above the text
 * @param anchors of the page that the text stands on
 */
record ReviewedText(String file, int before, MarkdownParts parts, List<String> anchors) {

    /** Parts of every lesson's page besides its text. */
    static final List<String> OF_EVERY_PAGE = List.of("goals", "contents", "quiz", "next", "sources");

    ReviewedText {
        anchors = List.copyOf(anchors);
    }

    static ReviewedText of(Lesson lesson) {
        String file = "lessons/" + lesson.id() + "/lesson.md";
        MarkdownParts parts = lesson.parts();
        return new ReviewedText(file, lesson.bodyLine() - 1, parts, anchors(parts));
    }

    static ReviewedText of(Exercise exercise) {
        MarkdownParts parts = new Markdown("/exercises/" + exercise.id() + "/").parts(exercise.brief());
        return new ReviewedText("exercises/" + exercise.id() + "/brief.md", 0, parts, anchors(parts));
    }

    private static List<String> anchors(MarkdownParts parts) {
        return parts.sections().stream().map(Section::id).toList();
    }

    /** A short text that stands on the page of this one: one line of its file stands for all of it. */
    ReviewedText with(String otherFile, int line, String markdown) {
        return new ReviewedText(otherFile, line - 1, new Markdown("/").parts(markdown), anchors);
    }

    /** A problem with a part. */
    Problem problem(int line, String what, String expected, String mend) {
        return new Problem(file, OptionalInt.of(before + line), what, expected, mend);
    }
}
