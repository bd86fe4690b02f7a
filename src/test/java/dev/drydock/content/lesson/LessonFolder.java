package dev.drydock.content.lesson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A content folder with one small lesson, for tests to spoil. */
public final class LessonFolder {

    public static final String ID = "01-small";

    public static final String SETTINGS = """
            ---
            schemaVersion: 1
            title: Small
            summary: A small lesson.
            goals:
              - You can do it.
            exercises: [easy]
            sources:
              - {title: Docs, url: "https://docs.docker.com/"}
            ---
            """;

    static final String QUIZ = """
            schemaVersion: 1
            questions:
              - id: first
                kind: single
                text: Which?
                choices:
                  - {text: This, right: true, explanation: Because.}
                  - {text: That, right: false, explanation: No.}
                  - {text: Neither, right: false, explanation: No.}
            """;

    final Path root;

    public LessonFolder(Path root) {
        this.root = root;
        write("exercises/easy/exercise.yaml", "");
        lesson("lesson.md", SETTINGS + "\nText.\n");
        lesson("quiz.yaml", QUIZ);
    }

    /** Writes a file of the lesson. */
    public LessonFolder lesson(String path, String text) {
        return write("lessons/" + ID + "/" + path, text);
    }

    public LessonFolder body(String markdown) {
        return lesson("lesson.md", SETTINGS + markdown);
    }

    public LessonFolder settings(String from, String to) {
        return lesson("lesson.md", SETTINGS.replace(from, to));
    }

    public LessonFolder write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    Lesson load() {
        return Lessons.load(root, ID);
    }
}
