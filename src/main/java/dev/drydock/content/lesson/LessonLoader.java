package dev.drydock.content.lesson;

import dev.drydock.content.Exercises;
import dev.drydock.content.Names;
import dev.drydock.text.Nearest;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.FrontMatter;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Reads one lesson and checks its parts. */
final class LessonLoader {

    static final String TEXT_FILE = "lesson.md";
    private static final String QUIZ_FILE = "quiz.yaml";
    private static final String ID = "[0-9]{" + Lesson.DIGITS + "}-" + Names.ID;

    private final Path root;
    private final String id;
    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    LessonLoader(Path root, String id) {
        this.root = root;
        this.id = id;
        this.folder = root.resolve(Lessons.FOLDER).resolve(id);
    }

    Lesson load() {
        if (!id.matches(ID)) {
            problems.add(new Problem(
                    shown(""),
                    OptionalInt.empty(),
                    "this is not how a lesson's folder is named",
                    "two digits, a dash and a name, such as 03-layers-and-cache",
                    "rename it"));
        }
        Path file = folder.resolve(QUIZ_FILE);
        Optional<Quiz> quiz = Files.exists(file)
                ? unlessWrong(() -> QuizRules.read(YamlFile.read(file, shown(QUIZ_FILE))))
                : Optional.empty();
        Optional<Lesson> lesson = unlessWrong(() -> lesson(quiz));
        if (!problems.isEmpty()) {
            throw new ContentException(problems);
        }
        return lesson.orElseThrow();
    }

    /** A part, or else its problems among the others, so that an author sees all of them at once. */
    private <T> Optional<T> unlessWrong(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (ContentException wrong) {
            problems.addAll(wrong.problems());
            return Optional.empty();
        }
    }

    private Lesson lesson(Optional<Quiz> quiz) {
        FrontMatter text = FrontMatter.read(folder.resolve(TEXT_FILE), shown(TEXT_FILE));
        LessonSettings settings = text.settings().as(LessonSettings.class, LessonSchemas.LESSON);
        checkExercises(text.settings(), settings);
        return new Lesson(id, settings, text.body(), text.bodyLine(), quiz, folder);
    }

    private void checkExercises(YamlFile file, LessonSettings settings) {
        List<String> known = Exercises.ids(root);
        for (int i = 0; i < settings.exercises().size(); i++) {
            String exercise = settings.exercises().get(i);
            if (!known.contains(exercise)) {
                problems.add(file.problem(
                        "/exercises/" + i,
                        "there is no exercise \"" + exercise + "\"",
                        "a folder under exercises/ with an exercise.yaml",
                        Nearest.to(exercise, known)
                                .map(nearest -> "write \"" + nearest + "\"")
                                .orElse("write the exercise, or correct its name")));
            }
        }
    }

    private String shown(String part) {
        return Lessons.FOLDER + "/" + id + "/" + part;
    }
}
