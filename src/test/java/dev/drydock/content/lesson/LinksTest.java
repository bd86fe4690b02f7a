package dev.drydock.content.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.grading.Check;
import dev.drydock.grading.Checks;
import dev.drydock.grading.GraderFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leads from one part of the content to another, and from checks to lessons. */
class LinksTest {

    private static final Path REPOSITORY = Path.of("");

    @TempDir
    Path root;

    @Test
    void linksOfThisRepositoryLeadSomewhere() {
        List<Exercise> exercises = Exercises.load(REPOSITORY).all();
        Checks checks = Checks.installed();
        LinkReview review = new LinkReview(
                Lessons.load(REPOSITORY), exercises.stream().map(Exercise::id).toList());
        for (Check<?> check : checks.all()) {
            review.add(check.kind(), check.defaultLesson());
        }
        for (Exercise exercise : exercises) {
            review.add(exercise);
            String grader = exercise.settings().grader();
            GraderFile.load(REPOSITORY, grader, checks)
                    .checks()
                    .forEach(check -> review.add("graders/" + grader + ", " + check.id(), check.lesson()));
        }

        assertThat(review.mistakes()).isEmpty();
    }

    @Test
    void aReviewFindsNothingToBlameInGoodLinks() {
        new LessonFolder(root).lesson("figures/a.svg", "<svg/>").body("""
                ## Part {#part}
                ![A](figures/a.svg)

                [x](#part) [x](01-small#part) [x](02-unwritten#any) [x](exercise:easy) [x](https://example.org/)
                """);
        LinkReview review = new LinkReview(Lessons.load(root), List.of("easy"));
        review.add("some.check", "01-small#part");
        review.add("some.check", "02-unwritten#any");

        assertThat(review.mistakes()).isEmpty();
    }

    @Test
    void aReviewFindsLinksThatLeadNowhere() {
        new LessonFolder(root).body("""
                ## Part {#part}
                ![](figures/a.svg) ![A](outside.svg) ![A](https://example.org/a.svg)

                [x](#prat) [x](01-small#prat) [x](exercise:eazy)
                """);
        LinkReview review = new LinkReview(Lessons.load(root), List.of("easy"));
        review.add("some.check", "01-small#order");

        assertThat(review.mistakes())
                .containsExactly(
                        "lessons/01-small/lesson.md: the image /lessons/01-small/figures/a.svg has no alternative",
                        "lessons/01-small/lesson.md: there is no figure /lessons/01-small/figures/a.svg",
                        "lessons/01-small/lesson.md: there is no figure /lessons/01-small/outside.svg",
                        "lessons/01-small/lesson.md: there is no figure https://example.org/a.svg",
                        "lessons/01-small/lesson.md: there is no section #prat",
                        "lessons/01-small/lesson.md: there is no section 01-small#prat",
                        "lessons/01-small/lesson.md: there is no /exercises/eazy",
                        "some.check: there is no section 01-small#order");
    }
}
