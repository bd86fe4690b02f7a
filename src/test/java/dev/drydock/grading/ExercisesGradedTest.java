package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.CommitTurn;
import dev.drydock.content.Exercise;
import dev.drydock.content.WrongSolution;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every exercise really graded: its solution, and a starter or two and one wrong solution each that the commit's hash
 * chooses, so that all have their turn; with {@code ./drydock test --all} every one.
 */
@Tag("engine")
class ExercisesGradedTest {

    private static List<Exercise> exercises() {
        return TestGrading.exercises();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exercises")
    void solutionGetsFullMarks(Exercise exercise) throws Exception {
        Verdict verdict = TestGrading.grade(exercise, List.of(exercise.solution()));
        assertThat(verdict.checks()).allMatch(check -> check.status() == Status.PASSED || TestGrading.lacksGpu(check));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.score()).isEqualTo(verdict.maxScore()).isPositive();
        assertThat(verdict.provenance().bases()).allMatch(base -> base.digest().isPresent());
    }

    /** Two at a time, as a starter seldom changes. */
    private static List<Exercise> starters() {
        return CommitTurn.of(exercises(), 3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("starters")
    void starterDoesNotPass(Exercise exercise) throws Exception {
        Verdict verdict = TestGrading.grade(exercise, List.of(exercise.starter()));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.score()).isLessThan(verdict.maxScore());
    }

    private static Stream<WrongOne> wrongOnes() {
        return exercises().stream().flatMap(exercise -> {
            List<WrongSolution> all = exercise.wrongSolutions();
            List<WrongSolution> chosen = CommitTurn.of(all, all.size());
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
        Verdict verdict = TestGrading.grade(one.exercise(), folders);
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
