package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.CommitTurn;
import dev.drydock.content.Exercise;
import dev.drydock.content.WrongSolution;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.Outcome;
import dev.drydock.sandbox.TestSandbox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exercises really graded: solutions, a starter and some wrong solutions that the commit's hash chooses, so that all have
 * their turn; with {@code ./drydock test --all} every one.
 */
@Tag("engine")
class ExercisesGradedTest {

    private static final int WRONG_TURNS = 79;

    private static List<Exercise> solutions() {
        return CommitTurn.of(TestGrading.exercises(), TestGrading.exercises().size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("solutions")
    void solutionGetsFullMarks(Exercise exercise) throws Exception {
        Verdict verdict = TestGrading.in(TestSandbox.pool()).grade(exercise, List.of(exercise.solution()));
        assertThat(verdict.checks()).allMatch(check -> check.status() == Status.PASSED || TestGrading.lacksGpu(check));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.score()).isEqualTo(verdict.maxScore()).isPositive();
        assertThat(verdict.provenance().bases()).allMatch(base -> base.digest().isPresent());
    }

    private static List<Exercise> starters() {
        return CommitTurn.of(TestGrading.exercises(), TestGrading.exercises().size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("starters")
    void starterDoesNotPass(Exercise exercise) throws Exception {
        Verdict verdict = TestGrading.in(TestSandbox.pool()).grade(exercise, List.of(exercise.starter()));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.score()).isLessThan(verdict.maxScore());
    }

    private static List<WrongOne> wrongOnes() {
        List<WrongOne> all = TestGrading.exercises().stream()
                .flatMap(exercise -> exercise.wrongSolutions().stream().map(wrong -> new WrongOne(exercise, wrong)))
                .toList();
        return CommitTurn.of(all, WRONG_TURNS);
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
        Verdict verdict = TestGrading.in(TestSandbox.pool()).grade(one.exercise(), folders);
        List<String> failed =
                TestGrading.failed(verdict).stream().map(CheckResult::id).toList();
        List<String> unproven = verdict.checks().stream()
                .filter(TestGrading::lacksGpu)
                .map(CheckResult::id)
                .toList();
        assertThat(failed)
                .containsExactlyInAnyOrderElementsOf(one.wrong().expected().fails().stream()
                        .filter(id -> !unproven.contains(id))
                        .toList());
        assertThat(verdict.outcome())
                .isEqualTo(one.wrong().expected().fails().isEmpty() ? Outcome.INVALID : Outcome.FAILED);
    }
}
