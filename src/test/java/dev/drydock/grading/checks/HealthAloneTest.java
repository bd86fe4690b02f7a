package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthAloneTest {

    private static Finding judge(List<String> test, List<String> argv, int exitCode, boolean ended) {
        var seen = FakeObservations.of("FROM x\nHEALTHCHECK CMD probe\n")
                .healthcheck(new Healthcheck(test, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0))
                .commanded(argv, new CommandResult(ended, exitCode, "all is well\n", Optional.empty()));
        return new HealthAlone().judge(new HealthAlone.Parameters(), seen);
    }

    @Test
    void aProbeThatFailsWhereNothingRunsPasses() {
        assertThat(judge(List.of("CMD", "probe", "-q"), List.of("probe", "-q"), 1, true)
                        .status())
                .isEqualTo(Status.PASSED);
        assertThat(judge(List.of("CMD", "probe"), List.of("probe"), 0, false).status())
                .as("one that goes on waiting")
                .isEqualTo(Status.PASSED);
    }

    @Test
    void aProbeThatSucceedsWhereNothingRunsFailsAtItsLine() {
        Finding finding =
                judge(List.of("CMD-SHELL", "probe || true"), List.of("/bin/sh", "-c", "probe || true"), 0, true);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("exit code 0, after \"all is well\"");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whatAProbeSaysThatHasSentASignalTellsNothing() {
        List<String> shell = List.of("/bin/sh", "-c", "probe || kill 1");

        assertThat(judge(List.of("CMD-SHELL", "probe || kill 1"), shell, 0, true)
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void anImageWithoutAProbeFails() {
        assertThat(new HealthAlone()
                        .judge(new HealthAlone.Parameters(), FakeObservations.of("FROM x\n"))
                        .status())
                .isEqualTo(Status.FAILED);
    }
}
