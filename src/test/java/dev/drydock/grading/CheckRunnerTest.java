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
import java.util.concurrent.atomic.AtomicInteger;
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
        return CheckRunner.run(
                        grader,
                        Samples.observations(),
                        result -> {
                            synchronized (told) {
                                told.add(result.id());
                            }
                        },
                        repetition)
                .checks();
    }

    private final FakeRepetition repetition = new FakeRepetition();

    /** A quiet moment that comes at once. */
    private static final class FakeRepetition implements CheckRunner.Repetition {
        private boolean worthwhile;
        private int quietMoments;

        @Override
        public boolean isWorthwhile() {
            return worthwhile;
        }

        @Override
        public void inQuiet(Runnable action) {
            quietMoments++;
            action.run();
        }
    }

    /** Fails the first time, and holds from then on. */
    private static Supplier<Finding> failsOnce(Supplier<Finding> first) {
        var calls = new AtomicInteger();
        return () -> calls.getAndIncrement() == 0 ? first.get() : passed();
    }

    @Test
    void judgesOnceMoreInAQuietMomentWhatFailedOfAContainer() {
        repetition.worthwhile = true;
        add(Check.Moment.RUNNING, "listening", failsOnce(CheckRunnerTest::failed));
        add(Check.Moment.STOPPED, "stop", failsOnce(() -> found(Status.PARTIAL, 0.5)), "listening");
        add(Check.Moment.BUILT, "size", CheckRunnerTest::failed);

        assertThat(run()).extracting(CheckResult::status).containsExactly(Status.PASSED, Status.PARTIAL, Status.FAILED);
        assertThat(repetition.quietMoments).isEqualTo(1);
        assertThat(told).containsExactlyInAnyOrder("listening", "stop", "size");
    }

    @Test
    void countsWhatFailedAgainInTheQuietMoment() {
        repetition.worthwhile = true;
        add(Check.Moment.RUNNING, "listening", CheckRunnerTest::failed);

        assertThat(run()).extracting(CheckResult::status).containsExactly(Status.FAILED);
        assertThat(repetition.quietMoments).isEqualTo(1);
    }

    @Test
    void triesAgainWhatWasSkippedForAContainerThatEnded() {
        repetition.worthwhile = true;
        add(Check.Moment.RUNNING, "user", failsOnce(() -> {
            throw new Unobservable("the container has ended with exit code 1");
        }));
        add(Check.Moment.RUNNING, "answers", CheckRunnerTest::passed, "user");

        assertThat(run()).extracting(CheckResult::status).containsExactly(Status.PASSED, Status.PASSED);
    }

    @Test
    void waitsForNoQuietMomentWhereNothingDisturbed() {
        add(Check.Moment.RUNNING, "listening", failsOnce(CheckRunnerTest::failed));

        assertThat(run()).extracting(CheckResult::status).containsExactly(Status.FAILED);
        assertThat(repetition.quietMoments).isZero();
        assertThat(told).containsExactly("listening");
    }

    @Test
    void waitsForNoQuietMomentWhereTheFailureIsCertain() {
        repetition.worthwhile = true;
        add(Check.Moment.RUNNING, "root", failsOnce(() -> failed().asCertain()));

        assertThat(run()).extracting(CheckResult::status).containsExactly(Status.FAILED);
        assertThat(repetition.quietMoments).isZero();
    }

    @Test
    void doesNotRepeatWhatHeld() {
        repetition.worthwhile = true;
        var calls = new AtomicInteger();
        add(Check.Moment.RUNNING, "health", () -> {
            calls.incrementAndGet();
            return passed();
        });
        add(Check.Moment.RUNNING, "listening", CheckRunnerTest::failed);

        run();

        assertThat(calls).hasValue(1);
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
                        Optional.empty(),
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
