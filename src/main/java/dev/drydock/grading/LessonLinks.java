package dev.drydock.grading;

import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.content.review.ContentReview.Leading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where checks and graders send learners who want to know more. */
public final class LessonLinks {

    private LessonLinks() {}

    /**
     * All of them.
     *
     * @param root the folder that holds {@code exercises/} and {@code graders/}
     * @throws dev.drydock.yaml.ContentException if an exercise or a grader cannot be loaded
     */
    public static List<Leading> of(Path root, Checks checks) {
        List<Leading> links = new ArrayList<>();
        for (Check<?> check : checks.all()) {
            links.add(new Leading("the check " + check.kind(), check.defaultLesson()));
        }
        for (Exercise exercise : Exercises.load(root).all()) {
            String grader = exercise.settings().grader();
            GraderFile.load(root, grader, checks)
                    .checks()
                    .forEach(check -> links.add(
                            new Leading("graders/" + grader + "/grader.yaml, " + check.id(), check.lesson())));
        }
        return links;
    }
}
