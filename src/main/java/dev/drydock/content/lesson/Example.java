package dev.drydock.content.lesson;

import dev.drydock.content.markdown.MarkdownParts.Code;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
    private static final Pattern STEP = Pattern.compile("(?:RUN|COPY|ADD) ");
    private static final int MOST_KIBIBYTES = 64;

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

    /**
     * The Dockerfile's text.
     *
     * @throws ContentException if it cannot be read
     */
    public String text() {
        return new TextFile(dockerfile(), "lessons/" + this).read("a Dockerfile", MOST_KIBIBYTES);
    }

    /** Numbers of the lines that begin a step which changes files: RUN, COPY or ADD. */
    public List<Integer> steps() {
        List<String> lines = text().lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> STEP.matcher(lines.get(i)).lookingAt())
                .mapToObj(i -> i + 1)
                .toList();
    }

    /** All of a lesson, shown in it or not, by their paths. */
    public static List<Example> of(Lesson lesson) {
        List<Code> shown = shown(lesson);
        return files(lesson, Example::isExample)
                .map(file -> new Example(lesson, file, options(shown, file), attribute(shown, file, "fails")))
                .toList();
    }

    /** Paths below {@code examples/} that would be taken for Dockerfiles, but lie in no build context or are called otherwise. */
    public static List<String> misplaced(Lesson lesson) {
        return files(lesson, Example::looksLikeDockerfile)
                .filter(file -> !isExample(file))
                .toList();
    }

    private static Stream<String> files(Lesson lesson, Predicate<String> wanted) {
        Path folder = lesson.folder().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(wanted)
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isExample(String file) {
        return file.contains("/") && (file.endsWith("/" + NAME) || file.endsWith("." + NAME));
    }

    private static boolean looksLikeDockerfile(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.equals(NAME)
                || name.endsWith("." + NAME)
                || name.startsWith(NAME + ".") && !name.endsWith(".dockerignore");
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
