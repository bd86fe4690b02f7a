package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeRebuild;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackagesIndexTest {

    private static final StepResult INSTALL = FakeObservations.step("[2/2] RUN pip install flask", "");

    private static Finding judge(BuildOutcome outcome, String... requested) {
        var seen = FakeObservations.of("FROM x\nRUN pip install flask\n")
                .rebuilt(FakeRebuild.after("app.py")
                        .outcome(outcome)
                        .installs(INSTALL)
                        .ranAgain(INSTALL)
                        .requested(List.of(requested))
                        .get());
        return new PackagesIndex().judge(new PackagesIndex.Parameters("source", 0), seen);
    }

    private static final BuildOutcome BUILT = new BuildOutcome.Built("sha256:1", List.of(), Duration.ZERO);

    @Test
    void noRequestPasses() {
        assertThat(judge(BUILT).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void requestsFailAtWhatRanAgain() {
        Finding finding = judge(BUILT, "the index page of flask", "flask-2.2.2-py3-none-any.whl");

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).startsWith("2: the index page of flask");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aBuildThatFailsAfterTheEditFails() {
        assertThat(judge(new BuildOutcome.Failed(Optional.empty(), "exit code: 1", List.of(), Duration.ZERO))
                        .actual())
                .contains("no longer builds");
    }
}
