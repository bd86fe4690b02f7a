package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.CommitTurn;
import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.content.WrongSolution;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.Outcome;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Dockerfiles that are right in unusual ways pass, and such that are wrong in sly ones fail exactly what they name: some of them, as the commit's hash chooses, and all with
 * {@code ./drydock test --all}.
 */
@Tag("engine")
@Tag("turn1")
class UnusualDockerfilesTest {

    private static final int TURNS = 4;
    private static final Path ROOT = Path.of("src/test/resources/unusual");
    private static final Exercise EXERCISE = Exercises.load(ROOT, "unusual");

    private final TestGrading grading = new TestGrading(ROOT, TestSandbox.pool(), Limits.standard());

    static List<String> right() throws IOException {
        try (Stream<Path> folders = Files.list(EXERCISE.folder().resolve("right"))) {
            return CommitTurn.of(
                    folders.map(folder -> folder.getFileName().toString())
                            .sorted()
                            .toList(),
                    TURNS);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    void passesWhatIsRightInAnUnusualWay(String name) throws Exception {
        Verdict verdict = grading.grade(
                EXERCISE, List.of(EXERCISE.folder().resolve("right").resolve(name)));

        assertThat(TestGrading.failed(verdict)).isEmpty();
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
    }

    static List<String> sly() {
        return CommitTurn.of(
                EXERCISE.wrongSolutions().stream().map(WrongSolution::name).toList(), TURNS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sly")
    void failsWhatIsWrongInASlyWay(String name) throws Exception {
        WrongSolution wrong = EXERCISE.wrongSolution(name);

        Verdict verdict = grading.grade(EXERCISE, List.of(EXERCISE.solution(), wrong.folder()));

        assertThat(TestGrading.failed(verdict))
                .extracting(CheckResult::id)
                .containsExactlyInAnyOrderElementsOf(wrong.expected().fails());
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
    }
}
