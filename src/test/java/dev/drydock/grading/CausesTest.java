package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Verdict.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CausesTest {

    private final List<GradedCheck<?>> checks = new ArrayList<>();

    private void add(String id, boolean hidden, Finding finding, String... needs) {
        StubCheck check = new StubCheck("stub." + id, seen -> finding);
        var parameters = new StubCheck.Parameters(1, Optional.empty(), Optional.empty());
        checks.add(
                new GradedCheck<>(id, "Title " + id, 10, "Hint.", "Lesson", List.of(needs), hidden, check, parameters));
    }

    private void add(String id, Finding finding, String... needs) {
        add(id, false, finding, needs);
    }

    private static Finding passed() {
        return Finding.passed("this", "this");
    }

    private static Finding failedAt(int line) {
        return Finding.failed("this", "that", "That is wrong.", List.of(new Lines(line, line)));
    }

    private List<CheckResult> run() {
        var grader = new Grader("small", "Small", checks, "sha256:0");
        var never = new CheckRunner.Repetition() {
            @Override
            public boolean isWorthwhile() {
                return false;
            }

            @Override
            public void inQuiet(Runnable action) {
                throw new AssertionError("nothing is judged twice");
            }
        };
        return CheckRunner.run(grader, Samples.observations(), result -> {}, never)
                .checks();
    }

    private static Optional<String> below(List<CheckResult> results, String id) {
        return results.stream()
                .filter(result -> result.id().equals(id))
                .findFirst()
                .flatMap(CheckResult::below);
    }

    @Test
    void whatWaitsForAFailureIsToldBelowIt() {
        add("stays", failedAt(4));
        add("listens", passed(), "stays");
        add("answers", passed(), "listens");

        List<CheckResult> results = run();

        assertThat(below(results, "stays")).isEmpty();
        assertThat(below(results, "listens")).contains("stays");
        assertThat(below(results, "answers")).contains("stays");
    }

    @Test
    void failuresAtTheSameLineAreToldBelowTheFirst() {
        add("process", failedAt(7));
        add("fine", passed());
        add("stop", failedAt(7));
        add("logs", passed(), "stop");
        add("other", failedAt(3));

        List<CheckResult> results = run();

        assertThat(below(results, "stop")).contains("process");
        assertThat(below(results, "logs")).contains("process");
        assertThat(below(results, "other")).isEmpty();
        assertThat(below(results, "fine")).isEmpty();
    }

    @Test
    void failuresAreToldBeforeWhatWaitsForThem() {
        add("shell", failedAt(7));
        add("model", passed(), "stays");
        add("stays", failedAt(7));
        var verdict = Verdicts.graded(
                "x",
                run(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Verdict.Timings(0, 0, 0, 0, 0),
                new Provenance("1", "sha256:0", Optional.empty(), List.of()));

        assertThat(verdict.below(verdict.causes().getFirst()))
                .extracting(CheckResult::id)
                .containsExactly("stays", "model");
    }

    @Test
    void failuresWithoutALineStandAlone() {
        add("a", Finding.failed("this", "that", "That is wrong.", List.of()));
        add("b", Finding.failed("this", "that", "That is wrong.", List.of()));

        assertThat(run()).allSatisfy(result -> assertThat(result.below()).isEmpty());
    }

    @Test
    void aHiddenCauseIsNotGivenAway() {
        add("secret", true, failedAt(7));
        add("stop", failedAt(7));
        add("logs", passed(), "secret");

        assertThat(run()).allSatisfy(result -> assertThat(result.below()).isEmpty());
    }
}
