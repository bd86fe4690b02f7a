package dev.drydock.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drydock.HostileCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Submissions that are hostile, careless or only unusual, in each form that {@code hostile/contexts/<case>/archive.yaml}
 * lists. Exit status 0 in a {@code case.yaml} means that it is taken; what it says is then the files that are handed in.
 */
class HostileContextsTest {

    /** Where names in the cases point to: nothing may ever be there. */
    private static final List<Path> ELSEWHERE = List.of(Path.of("/drydock-escaped"), Path.of("drydock-escaped"));

    @TempDir
    Path root;

    /** One case in one form. */
    record Form(HostileCase hostile, DescribedArchive archive, DescribedArchive.Format format) {}

    static Stream<Arguments> forms() {
        return HostileCase.of("contexts").stream().flatMap(hostile -> {
            DescribedArchive archive = DescribedArchive.read(hostile.folder().resolve("archive.yaml"));
            return archive.formats().stream()
                    .map(format -> Arguments.of(
                            Named.of(hostile.name() + " as " + format, new Form(hostile, archive, format))));
        });
    }

    @ParameterizedTest
    @MethodSource("forms")
    void answersAsItsCaseSays(Form form) throws IOException {
        Path content = Files.createDirectories(root.resolve("content"));
        Exercise exercise = new ContentFolder(content).load();
        Path submitted = form.archive().write(Files.createDirectory(root.resolve("in")), form.format());
        List<String> before = everything();

        HostileCase.Expected expected = form.hostile().expected();
        if (expected.exit() == 0) {
            assertThat(read(exercise, submitted).submitted().keySet()).containsExactlyElementsOf(expected.says());
        } else {
            SubmissionException refusal =
                    catchThrowableOfType(SubmissionException.class, () -> read(exercise, submitted));
            assertThat(refusal).isNotNull();
            assertThat(refusal).message().contains(expected.says()).doesNotContainPattern("\\p{Cntrl}");
            assertThat(expected.kind()).contains(refusal.kind());
        }
        assertThat(everything()).isEqualTo(before);
        assertThat(ELSEWHERE).noneMatch(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS));
    }

    /** As the intake of a grading does. */
    private static Submission read(Exercise exercise, Path submitted) {
        return Submission.of(exercise, Submission.layers(exercise, submitted), Map.of());
    }

    /** All paths around the submission, with what lies in them. */
    private List<String> everything() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.map(path -> path + " " + path.toFile().length())
                    .sorted()
                    .toList();
        }
    }
}
