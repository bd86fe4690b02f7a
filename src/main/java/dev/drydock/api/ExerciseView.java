package dev.drydock.api;

import dev.drydock.content.Exercise;
import dev.drydock.grading.GradedCheck;
import dev.drydock.grading.Grader;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An exercise as programs see it: what a learner may know, and nothing of the solution. */
@Schema(name = "Exercise")
public record ExerciseView(
        String id,
        String title,
        String summary,

        @Schema(description = "Raised when the task changes so that old results no longer count.")
        int version,

        @Schema(
                description =
                        "Files that may be handed in; a name that ends with / is a folder with all that is in it.")
        List<String> editable,

        @Schema(description = "Ids of the lessons that prepare for it.")
        List<String> lessons,

        int maxScore,
        List<CheckView> checks,
        @Schema(description = "The task, in Markdown.") String brief) {

    /** What is looked at, and how much it counts; not how it is found out. */
    @Schema(name = "Check")
    public record CheckView(String id, String title, int points) {

        static CheckView of(GradedCheck<?> check) {
            return new CheckView(check.id(), check.title(), check.points());
        }
    }

    /** All exercises. */
    @Schema(name = "Exercises")
    public record Listing(List<Summary> exercises) {}

    /** An exercise in a list. */
    @Schema(name = "ExerciseSummary")
    public record Summary(String id, String title, String summary, int version, int maxScore) {

        static Summary of(Exercise exercise, Grader grader) {
            return new Summary(
                    exercise.id(),
                    exercise.title(),
                    exercise.settings().summary(),
                    exercise.settings().version(),
                    grader.maxScore());
        }
    }

    static ExerciseView of(Exercise exercise, Grader grader) {
        return new ExerciseView(
                exercise.id(),
                exercise.title(),
                exercise.settings().summary(),
                exercise.settings().version(),
                exercise.settings().editable(),
                exercise.settings().lessons(),
                grader.maxScore(),
                grader.checks().stream().map(CheckView::of).toList(),
                exercise.brief());
    }
}
