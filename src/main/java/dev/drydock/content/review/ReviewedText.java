package dev.drydock.content.review;

import dev.drydock.content.Exercise;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.markdown.Markdown;
import dev.drydock.content.markdown.MarkdownParts;
import dev.drydock.yaml.FrontMatter;
import dev.drydock.yaml.Problem;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * A text in Markdown under review.
 *
 * @param file how messages call it
 * @param before lines of the file above the text
 */
record ReviewedText(String file, int before, MarkdownParts parts) {

    static ReviewedText of(Lesson lesson) {
        String file = "lessons/" + lesson.id() + "/lesson.md";
        int first = FrontMatter.read(lesson.folder().resolve("lesson.md"), file).bodyLine();
        return new ReviewedText(file, first - 1, lesson.parts());
    }

    static ReviewedText of(Exercise exercise) {
        return new ReviewedText(
                "exercises/" + exercise.id() + "/brief.md",
                0,
                new Markdown("/exercises/" + exercise.id() + "/").parts(exercise.brief()));
    }

    /** A text of a quiz: one line of its file stands for all of it. */
    static ReviewedText of(Path folder, String file, int line, String markdown) {
        return new ReviewedText(file, line - 1, new Markdown("/" + folder + "/").parts(markdown));
    }

    /** A problem with a part. */
    Problem problem(int line, String what, String expected, String mend) {
        return new Problem(file, OptionalInt.of(before + line), what, expected, mend);
    }

    /** Whether links reach this anchor. */
    boolean hasAnchor(String anchor) {
        return parts.sections().stream().anyMatch(section -> section.id().equals(anchor));
    }
}
