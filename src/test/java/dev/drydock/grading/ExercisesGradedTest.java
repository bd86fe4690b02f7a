package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.content.WrongSolution;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.Outcome;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.SandboxPool;
import dev.drydock.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every exercise really graded: its solution and starter, and one wrong solution that the commit's hash chooses, so
 * that all have their turn; with {@code ./drydock test --all} every one.
 */
@Tag("engine")
class ExercisesGradedTest {

    private static final Home HOME = Home.fromEnvironment();
    private static final BaseCatalogue CATALOGUE = BaseCatalogue.load(HOME);
    private static final Intake INTAKE = new Intake(CATALOGUE);

    private static List<Exercise> exercises() {
        return Exercises.load(HOME.root()).all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exercises")
    void solutionGetsFullMarks(Exercise exercise) throws Exception {
        Verdict verdict = grade(exercise, List.of(exercise.solution()));
        assertThat(verdict.checks()).allMatch(check -> check.status() == Status.PASSED || lacksGpu(check));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.score()).isEqualTo(verdict.maxScore()).isPositive();
        assertThat(verdict.provenance().bases()).allMatch(base -> base.digest().isPresent());
    }

    /** The one thing that not every machine can prove: without a GPU, or with fewer than are asked for. */
    private static boolean lacksGpu(CheckResult check) {
        return check.kind().equals("gpu.visible")
                && check.status() == Status.NOT_VERIFIED
                && check.message()
                        .filter(message -> message.contains("This machine's engine has no GPU")
                                || message.startsWith("It takes 2 GPUs, and here are 1"))
                        .isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exercises")
    void starterDoesNotPass(Exercise exercise) throws Exception {
        Verdict verdict = grade(exercise, List.of(exercise.starter()));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.score()).isLessThan(verdict.maxScore());
    }

    private static Stream<WrongOne> wrongOnes() {
        return exercises().stream().flatMap(exercise -> {
            List<WrongSolution> all = exercise.wrongSolutions();
            boolean everyOne = "true".equals(System.getenv("DRYDOCK_TEST_ALL"));
            List<WrongSolution> chosen =
                    everyOne ? all : List.of(all.get(Math.floorMod(commit().hashCode(), all.size())));
            return chosen.stream().map(wrong -> new WrongOne(exercise, wrong));
        });
    }

    private record WrongOne(Exercise exercise, WrongSolution wrong) {
        @Override
        public String toString() {
            return exercise.id() + "/" + wrong.name();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongOnes")
    void wrongSolutionFailsExactlyWhatItNames(WrongOne one) throws Exception {
        List<Path> folders = List.of(
                one.exercise().solution(),
                one.exercise().folder().resolve("wrong").resolve(one.wrong().name()));
        Verdict verdict = grade(one.exercise(), folders);
        List<String> failed = verdict.checks().stream()
                .filter(check -> check.status() == Status.FAILED || check.status() == Status.PARTIAL)
                .map(CheckResult::id)
                .toList();
        List<String> unproven = verdict.checks().stream()
                .filter(ExercisesGradedTest::lacksGpu)
                .map(CheckResult::id)
                .toList();
        assertThat(failed)
                .containsExactlyInAnyOrderElementsOf(one.wrong().expected().fails().stream()
                        .filter(id -> !unproven.contains(id))
                        .toList());
        assertThat(verdict.outcome())
                .isEqualTo(one.wrong().expected().fails().isEmpty() ? Outcome.INVALID : Outcome.FAILED);
    }

    private static Verdict grade(Exercise exercise, List<Path> folders) throws Exception {
        Grader grader = GraderFile.load(HOME.root(), exercise.settings().grader(), Checks.installed());
        Verdict verdict = switch (INTAKE.read(exercise, folders, Map.of())) {
            case Intake.Outcome.Accepted accepted -> grade(accepted, grader);
            case Intake.Outcome.Refused refused -> Grading.refused(exercise, grader, refused.problem(), "test");
        };
        assertThat(VerdictJson.validate(new ObjectMapper().readTree(VerdictJson.write(verdict))))
                .as("docs/verdict.schema.json")
                .isEmpty();
        return verdict;
    }

    private static Verdict grade(Intake.Outcome.Accepted accepted, Grader grader) throws InterruptedException {
        var references = new References(HOME.data().resolve("references"));
        SandboxPool pool = TestSandbox.pool();
        var grading = new Grading(
                pool,
                Limits.standard(),
                INTAKE,
                references,
                QuietGate.of(Home.fromEnvironment().data()),
                "test",
                TestSandbox.host().bases());
        return grading.grade(accepted, grader, event -> {});
    }

    /** A checkout without git has its turn with the first. */
    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .directory(HOME.root().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException noGit) {
            return "";
        }
    }
}
