package dev.drydock.content.review;

import dev.drydock.files.Folders;
import dev.drydock.text.Nearest;
import dev.drydock.yaml.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what would not be read because of how it is named. */
final class FolderReview {

    private static final String SCHEMAS = "schema";
    private static final String TEXT = "lesson.md";
    private static final Set<String> PARTS = Set.of(TEXT, "quiz.yaml", "figures", "examples", "data");

    private FolderReview() {}

    /**
     * Looks at the names in {@code lessons/}.
     *
     * @param root the folder that holds it
     */
    static List<Problem> of(Path root) {
        List<Problem> problems = new ArrayList<>();
        List<String> lessons = Folders.names(root.resolve("lessons")).stream()
                .filter(name -> !name.equals(SCHEMAS))
                .toList();
        if (lessons.isEmpty()) {
            problems.add(Problem.whole("lessons", "there are no lessons", "a folder for each", "write one"));
        }
        for (String lesson : lessons) {
            List<String> parts = Folders.names(root.resolve("lessons").resolve(lesson));
            if (!parts.contains(TEXT)) {
                problems.add(
                        Problem.whole("lessons/" + lesson, "this is no lesson", "a " + TEXT + " in it", "write it"));
            }
            parts.stream()
                    .filter(part -> !PARTS.contains(part))
                    .forEach(part -> problems.add(Problem.whole(
                            "lessons/" + lesson + "/" + part,
                            "nothing reads this",
                            "one of: "
                                    + String.join(", ", PARTS.stream().sorted().toList()),
                            Nearest.to(part, PARTS)
                                    .map(nearest -> "call it " + nearest)
                                    .orElse("remove it"))));
        }
        return problems;
    }
}
