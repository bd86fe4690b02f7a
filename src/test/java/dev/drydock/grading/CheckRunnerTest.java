package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.EngineException;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.LineRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckRunnerTest {

    private final List<GradedCheck<?>> checks = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private void add(String id, Supplier<Finding> finding, String... needs) {
        StubCheck check = new StubCheck("stub." + id, seen -> finding.get());
        StubCheck.Parameters parameters = new StubCheck.Parameters(1, Optional.empty(), Optional.empty());
        checks.add(
                new GradedCheck<>(id, "Title " + id, 10, "Hint.", "Lesson", List.of(needs), false, check, parameters));
    }

    private void add(Check.Moment moment, String id) {
        add(moment, id, CheckRunnerTest::passed);
    }

    private void add(Check.Moment moment, String id, Supplier<Finding> finding, String... needs) {
        var check = new StubCheck("stub." + id, moment, seen -> finding.get());
        var parameters = new StubCheck.Parameters(1, Optional.empty(), Optional.empty());
        checks.add(
                new GradedCheck<>(id, "Title " + id, 10, "Hint.", "Lesson", List.of(needs), false, check, parameters));
    }

    private static Finding passed() {
        return Finding.passed("this", "this");
    }

    private static Finding failed() {
        return Finding.failed("this", "that", "That is wrong.", List.of(new Lines(2, 3)));
    }

    private static Finding found(Status status, double fraction) {
        return new Finding(status, fraction, "", "", "Because.", List.of());
    }

    private List<CheckResult> run() {
        Grader grader = new Grader("small", "Small", checks, "sha256:0");
        return CheckRunner.run(grader, Samples.observations(), result -> {
            synchronized (told) {
                told.add(result.id());
            }
        });
    }

    @Test
    void givesPointsForWhatPassed() {
        add("a", CheckRunnerTest::passed);

        assertThat(run())
                .containsExactly(new CheckResult(
                        "a",
                        "stub.a",
                        "Title a",
                        Status.PASSED,
                        10,
                        10,
                        Optional.of("this"),
                        Optional.of("this"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("Lesson"),
                        List.of(),
                        Optional.empty()));
    }

    @Test
    void tellsLearnersOnlyThatAHiddenCheckIsThereAndHowItWent() {
        var parameters = new StubCheck.Parameters(1, Optional.empty(), Optional.empty());
        var secret = new StubCheck("stub.secret", seen -> failed());
        checks.add(new GradedCheck<>(
                "secret", "Secret title", 10, "Secret hint.", "Secret", List.of(), true, secret, parameters));
        add("after", CheckRunnerTest::passed, "secret");

        List<CheckResult> whole = run();
        assertThat(whole.getFirst().title()).isEqualTo("Secret title");
        assertThat(whole.stream().map(CheckResult::forLearners))
                .noneSatisfy(result -> assertThat(result.toString()).containsIgnoringCase("secret"))
                .first()
                .satisfies(result -> assertThat(result.status()).isEqualTo(Status.FAILED));
    }

    @Test
    void pointsToTheGuiltyLinesOfWhatFailed() {
        add("a", CheckRunnerTest::failed);

        CheckResult result = run().getFirst();

        assertThat(result.points()).isZero();
        assertThat(result.hint()).contains("Hint.");
        assertThat(result.lines()).containsExactly(new LineRange("Dockerfile", 2, 3));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 5", "0.29, 2", "0.3, 3", "0.999, 9", "1, 9", "0, 0", "7, 9", "-1, 0", "NaN, 0"})
    void roundsPartialPointsDown(double fraction, int points) {
        add("a", () -> found(Status.PARTIAL, fraction));

        assertThat(run().getFirst().points()).isEqualTo(points);
    }

    @Test
    void runsMomentsInTheirOrderWhateverTheGradersIs() {
        add(Check.Moment.STOPPED, "stops");
        add(Check.Moment.BROKEN, "breaks");
        add(Check.Moment.RUNNING, "asks");

        assertThat(run()).extracting(CheckResult::id).containsExactly("stops", "breaks", "asks");
        assertThat(told).containsExactly("asks", "breaks", "stops");
    }

    /** Each waits for the other: one after the other they would wait in vain. */
    @Test
    void runsStrandsSideBySide() {
        var together = new CyclicBarrier(3);
        for (Check.Moment moment : List.of(Check.Moment.REBUILT, Check.Moment.RUNNING, Check.Moment.APART)) {
            add(moment, moment.name(), () -> meet(together));
        }

        assertThat(run()).extracting(CheckResult::status).containsOnly(Status.PASSED);
    }

    /** The service is not done before the rebuild is, and the check of the image waits for the service. */
    @Test
    void rebuildsDoNotWaitForTheService() {
        var together = new CyclicBarrier(2);
        add(Check.Moment.BUILT, "size", CheckRunnerTest::passed, "stays");
        add(Check.Moment.REBUILT, "reuse", () -> meet(together));
        add(Check.Moment.RUNNING, "stays", () -> meet(together));

        assertThat(run()).extracting(CheckResult::status).containsOnly(Status.PASSED);
    }

    private static Finding meet(CyclicBarrier others) {
        try {
            others.await(10, TimeUnit.SECONDS);
            return passed();
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException(alone);
        }
    }

    @Test
    void runsChecksAfterThoseThatTheyNeedAndReportsThemInTheGradersOrder() {
        add("last", CheckRunnerTest::passed, "middle");
        add("middle", CheckRunnerTest::passed, "first");
        add("first", CheckRunnerTest::passed);

        assertThat(run()).extracting(CheckResult::id).containsExactly("last", "middle", "first");
        assertThat(told).containsExactly("first", "middle", "last");
    }

    @Test
    void skipsWhatNeedsAFailedCheckDirectlyOrNot() {
        add("a", CheckRunnerTest::failed);
        add("b", CheckRunnerTest::passed, "a");
        add("c", CheckRunnerTest::passed, "b");

        assertThat(run())
                .extracting(CheckResult::status)
                .containsExactly(Status.FAILED, Status.SKIPPED, Status.SKIPPED);
        assertThat(run())
                .extracting(result -> result.message().orElse(""))
                .containsExactly(
                        "That is wrong.",
                        "Not tried: \"Title a\" has to hold first, and does not.",
                        "Not tried: \"Title b\" was not tried.");
    }

    @Test
    void triesWhatNeedsAPartialOrUnverifiedCheck() {
        add("a", () -> found(Status.PARTIAL, 0.5));
        add("b", () -> found(Status.NOT_VERIFIED, 0));
        add("c", CheckRunnerTest::passed, "a", "b");

        assertThat(run().getLast().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void skipsWhatTheSubmissionMadeUnobservable() {
        add("a", () -> {
            throw new Unobservable("the image did not build");
        });

        CheckResult result = run().getFirst();

        assertThat(result.status()).isEqualTo(Status.SKIPPED);
        assertThat(result.message()).contains("Not tried: the image did not build.");
    }

    @Test
    void marksABrokenCheckAsTheErrorThatItIs() {
        add("a", () -> {
            throw new IllegalStateException("bug");
        });
        add("b", CheckRunnerTest::passed);
        add("c", CheckRunnerTest::passed, "a");

        assertThat(run()).extracting(CheckResult::status).containsExactly(Status.ERROR, Status.PASSED, Status.SKIPPED);
    }

    @Test
    void makesNoVerdictWhenTheEngineFails() {
        add("a", () -> {
            throw new EngineException("gone");
        });

        assertThatThrownBy(this::run).isInstanceOf(EngineException.class).hasMessage("gone");
    }
}
