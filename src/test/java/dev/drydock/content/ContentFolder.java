package dev.drydock.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A content folder with one small exercise, for tests to spoil. */
final class ContentFolder {

    static final String SETTINGS = """
            schemaVersion: 1
            id: small
            version: 1
            title: Small
            summary: A small exercise.
            grader: small
            editable: [Dockerfile, app.py, src/]
            run: {port: 80, startSeconds: 5}
            edits:
              - {name: source, file: app.py, how: append-comment, prefix: "# "}
            """;

    final Path root;

    ContentFolder(Path root) {
        this.root = root;
        exercise("exercise.yaml", SETTINGS);
        exercise("brief.md", "Do it.\n");
        exercise("context/app.py", "print(1)\n");
        exercise("context/model.bin", "model");
        exercise("starter/Dockerfile", "FROM x\n");
        exercise("solution/Dockerfile", "FROM y\n");
        exercise("wrong/slow/Dockerfile", "FROM z\n");
        exercise("wrong/slow/expected.yaml", "fails: [builds]\nwhy: It is slow.\n");
        write("graders/small/grader.yaml", "checks: [{id: builds}, {id: size}]\n");
    }

    /** Writes a file of the exercise. */
    ContentFolder exercise(String path, String text) {
        return write("exercises/small/" + path, text);
    }

    ContentFolder write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    ContentFolder settings(String from, String to) {
        return exercise("exercise.yaml", SETTINGS.replace(from, to));
    }

    Exercise load() {
        return Exercises.load(root).find("small");
    }
}
