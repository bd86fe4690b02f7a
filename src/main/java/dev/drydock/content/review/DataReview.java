package dev.drydock.content.review;

import dev.drydock.content.interactive.InteractiveData;
import dev.drydock.content.interactive.InteractiveData.Kind;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.files.Folders;
import dev.drydock.text.Nearest;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.Problem;
import java.util.ArrayList;
import java.util.List;

/** Finds files in lessons' {@code data/} that are wrong, or that nothing reads. */
final class DataReview {

    private DataReview() {}

    static List<Problem> of(Lesson lesson) {
        List<Problem> problems = new ArrayList<>();
        List<String> known = InteractiveData.KINDS.stream().map(Kind::name).toList();
        for (String name : Folders.names(lesson.folder().resolve(InteractiveData.FOLDER))) {
            if (!known.contains(name)) {
                problems.add(Problem.whole(
                        "lessons/" + lesson.id() + "/data/" + name,
                        "nothing reads this file",
                        "one of: " + String.join(", ", known),
                        Nearest.to(name, known)
                                .map(nearest -> "call it " + nearest)
                                .orElse("remove it")));
            }
        }
        for (Kind<?> kind : InteractiveData.KINDS) {
            try {
                InteractiveData.of(lesson, kind);
            } catch (ContentException wrong) {
                problems.addAll(wrong.problems());
            }
        }
        return problems;
    }
}
