package dev.drydock.grading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.content.review.ContentReview.Leading;
import dev.drydock.files.Folders;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Where checks and graders send learners who want to know more. */
public final class LessonLinks {

    private LessonLinks() {}

    /**
     * All of them.
     *
     * @param root the folder that holds {@code graders/}
     * @throws ContentException listing everything that is wrong with graders
     */
    public static List<Leading> of(Path root, Checks checks) {
        List<Leading> links = new ArrayList<>();
        for (Check<?> check : checks.all()) {
            links.add(new Leading("the check " + check.kind(), OptionalInt.empty(), check.defaultLesson()));
        }
        List<Problem> problems = new ArrayList<>();
        for (String grader : Folders.names(root.resolve("graders"))) {
            if (!GraderFile.exists(root, grader)) {
                continue;
            }
            try {
                GraderFile.load(root, grader, checks);
                links.addAll(ofGrader(GraderFile.read(root, grader)));
            } catch (ContentException wrong) {
                problems.addAll(wrong.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ContentException(problems);
        }
        return links;
    }

    /** Those that a grader writes down; its other checks have their kinds' own. */
    private static List<Leading> ofGrader(YamlFile file) {
        List<Leading> links = new ArrayList<>();
        int checks = file.tree().path("checks").size();
        for (int i = 0; i < checks; i++) {
            String pointer = "/checks/" + i + "/lesson";
            JsonNode lesson = file.tree().at(pointer);
            if (lesson.isTextual()) {
                links.add(new Leading(file.name(), OptionalInt.of(file.lineOf(pointer)), lesson.asText()));
            }
        }
        return links;
    }
}
