package dev.drydock.content.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.interactive.IgnoreCases.Case;
import dev.drydock.content.interactive.IgnoreCases.File;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.lesson.Lessons;
import dev.drydock.sandbox.SandboxDocker;
import dev.drydock.sandbox.SandboxDocker.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What lessons say a {@code .dockerignore} keeps out is what BuildKit keeps out. */
@Tag("engine")
class IgnoreCasesOnRealBuildsTest {

    /** Lists what came in; its output is not taken from the cache, as the files of each case are others. */
    private static final String DOCKERFILE = """
            FROM debian:bookworm-slim
            WORKDIR /context
            COPY . .
            RUN find . -type f -printf 'came in: %P\\n'
            """;

    private static final String CAME_IN = "came in: ";

    @RegisterExtension
    static final SandboxDocker docker = new SandboxDocker();

    @TempDir
    Path folder;

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Lesson lesson : Lessons.load(Path.of("")).all()) {
            InteractiveData.of(lesson, InteractiveData.IGNORE_CASES)
                    .ifPresent(data ->
                            data.cases().forEach(one -> cases.add(Arguments.of(one.id(), data.files(), one))));
        }
        assertThat(cases).isNotEmpty();
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void keepsOutWhatTheCaseSays(String id, List<File> files, Case one) throws IOException {
        for (File file : files) {
            write(file.path(), id);
        }
        write("Dockerfile", DOCKERFILE);
        write(".dockerignore", String.join("\n", one.patterns()) + "\n");
        docker.bring(folder, "context");

        Answer answer = docker.build("context", "Dockerfile", List.of("--no-cache"));

        assertThat(answer.exitCode()).as(answer.text()).isZero();
        Set<String> kept = files.stream().map(File::path).collect(Collectors.toCollection(TreeSet::new));
        kept.removeAll(Set.copyOf(one.ignored()));
        assertThat(cameIn(answer.text())).isEqualTo(kept);
    }

    private static Set<String> cameIn(String log) {
        return log.lines()
                .filter(line -> line.startsWith("#") && line.contains(" " + CAME_IN) && !line.contains("%P"))
                .map(line -> line.substring(line.indexOf(CAME_IN) + CAME_IN.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
