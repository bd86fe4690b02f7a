package dev.drydock.content.lesson;

import dev.drydock.content.markdown.MarkdownParts.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Dockerfile of a lesson that a learner could build as it stands.
 *
 * @param file its path below the lesson's {@code examples/}, such as {@code scores/code-last.Dockerfile}
 * @param options for {@code docker build}
 * @param fails what the builder says when it fails, as it is meant to
 */
public record Example(Lesson lesson, String file, List<String> options, Optional<String> fails) {

    /** Folder of a lesson that holds a folder for each build context. */
    public static final String FOLDER = "examples";

    /** Language of the blocks that show examples. */
    public static final String LANGUAGE = "dockerfile";

    private static final String NAME = "Dockerfile";

    public Example {
        options = List.copyOf(options);
    }

    /** Its name in messages and tests. */
    @Override
    public String toString() {
        return lesson.id() + "/" + FOLDER + "/" + file;
    }

    public Path dockerfile() {
        return lesson.folder().resolve(FOLDER).resolve(file);
    }

    /** The folder that is the build context. */
    public Path context() {
        return lesson.folder().resolve(FOLDER).resolve(Path.of(file).getName(0));
    }

    /** All of a lesson, shown in it or not, by their paths. */
    public static List<Example> of(Lesson lesson) {
        List<Code> shown = shown(lesson);
        return files(lesson).stream()
                .map(file -> new Example(lesson, file, options(shown, file), attribute(shown, file, "fails")))
                .toList();
    }

    /** Paths below {@code examples/}, sorted. */
    static List<String> files(Lesson lesson) {
        Path folder = lesson.folder().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(Example::isDockerfile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isDockerfile(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.equals(NAME) || name.endsWith("." + NAME);
    }

    private static List<Code> shown(Lesson lesson) {
        return lesson.parts().codes().stream()
                .filter(code -> code.attributes().containsKey("file"))
                .toList();
    }

    private static List<String> options(List<Code> shown, String file) {
        return attribute(shown, file, "build").stream()
                .flatMap(options -> Stream.of(options.strip().split("\\s+")))
                .toList();
    }

    private static Optional<String> attribute(List<Code> shown, String file, String name) {
        return shown.stream()
                .filter(code -> file.equals(code.attributes().get("file")))
                .flatMap(code -> Optional.ofNullable(code.attributes().get(name)).stream())
                .findFirst();
    }
}
