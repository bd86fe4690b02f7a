package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Rebuild;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheInvalidationTest {

    private static final StepResult INSTALL = FakeObservations.step("[3/4] RUN pip install -r requirements.txt", "");
    private static final StepResult COPY = FakeObservations.step("[2/4] COPY requirements.txt .", "");
    private static final BuildOutcome BUILT = new BuildOutcome.Built("sha256:1", List.of(), Duration.ZERO);

    private final FakeObservations seen = FakeObservations.of(
            "FROM x\nCOPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache pip install -r requirements.txt\n");

    private Finding judge(BuildOutcome outcome, List<StepResult> installs, StepResult... again) {
        seen.rebuilt(new Rebuild(
                List.of("requirements.txt"),
                outcome,
                installs,
                List.of(again),
                true,
                Optional.empty(),
                Optional.empty()));
        return new CacheInvalidation().judge(new CacheInvalidation.Parameters("requirements"), seen);
    }

    @Test
    void anInstallThatRunsAgainPassesAndTellsOfAWarmCacheMount() {
        Finding finding = judge(BUILT, List.of(INSTALL), COPY, INSTALL);

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).contains("(line 3, with a warm cache mount)");
    }

    @Test
    void aFrozenInstallFailsAtItsLine() {
        Finding finding = judge(BUILT, List.of(INSTALL), COPY);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
        assertThat(finding.message()).contains("the day on which the cache was filled");
    }

    @Test
    void noInstallAtAllFails() {
        assertThat(judge(BUILT, List.of(), COPY).actual()).isEqualTo("no step of the build installs packages");
    }

    @Test
    void aBuildThatFailsAfterTheEditFails() {
        var failed = new BuildOutcome.Failed(Optional.empty(), "exit code: 1", List.of(), Duration.ZERO);

        assertThat(judge(failed, List.of(INSTALL), COPY, INSTALL).actual()).contains("no longer builds");
    }
}
