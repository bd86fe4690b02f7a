package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.BuildOutcome.Failed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A limit is blamed only where the kernel's counters, or the engine itself, say so. */
class FailedByLimitTest {

    private static final Disk ROOMY = new Disk(6L << 30, 3L << 30);
    private static final LearnersShare CALM = share(1L << 30, 20);

    private static LearnersShare share(long memoryPeak, long tasksPeak) {
        return new LearnersShare(2L << 30, memoryPeak, 400, tasksPeak, ROOMY);
    }

    private static Optional<String> found(String message, LearnersShare share) {
        return found(message, "", share);
    }

    private static Optional<String> found(String message, String log, LearnersShare share) {
        var step = new StepResult(
                new BuildStep("sha256:1", "[2/2] RUN make", Optional.empty()),
                false,
                true,
                Duration.ofSeconds(3),
                Optional.of(message),
                log);
        var failed = new Failed(Optional.of(step), message, List.of(), Duration.ofSeconds(3));
        return FailedByLimit.find(failed, () -> share).map(LimitHit::reason);
    }

    @Test
    void blamesNoLimitForAnOrdinaryFailure() {
        assertThat(found("exit code: 1", CALM)).isEmpty();
        assertThat(found("exit code: 1", share(2L << 30, 20)))
                .as("files that are cached fill memory")
                .isEmpty();
        assertThat(found("exit code: 137", CALM)).as("something else killed it").isEmpty();
    }

    @Test
    void blamesMemoryForAKillAtItsLimit() {
        assertThat(found("exit code: 137", share(2L << 30, 20)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("may use 2 GiB"));
    }

    @Test
    void blamesTasksWhereTheirLimitWasMet() {
        assertThat(found("exit code: 1", share(1L << 20, 400)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("more than the 400 processes"));
    }

    @Test
    void blamesTasksOnlyWhereTheStepSaysSoOrNothing() {
        LearnersShare met = share(1L << 20, 400);

        assertThat(found("exit code: 1", "bash: fork: retry: Resource temporarily unavailable", met))
                .isPresent();
        assertThat(found("exit code: 1", "RuntimeError: can't start new thread", met))
                .isPresent();
        assertThat(found("exit code: 1", "ERROR: No matching distribution found for flask==99", met))
                .as("an earlier step met the limit and survived")
                .isEmpty();
    }

    @Test
    void blamesTheDiskWhereAStepSaysThatItIsFull() {
        assertThat(found("write /x: no space left on device", CALM))
                .hasValueSatisfying(reason -> assertThat(reason).contains("6 GiB together"));
    }

    @Test
    void blamesTheNumberOfLayers() {
        assertThat(found("failed to prepare x: max depth exceeded", CALM))
                .hasValueSatisfying(reason -> assertThat(reason).contains("at most 127"));
    }
}
