package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthDeclaredTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nHEALTHCHECK CMD probe\nCMD [\"a\"]\n");

    private Finding judge(Optional<Integer> start, Optional<Integer> detect) {
        return new HealthDeclared().judge(new HealthDeclared.Parameters(start, detect, Optional.empty()), seen);
    }

    private void declare(int interval, int timeout, int start, int retries) {
        seen.healthcheck(new Healthcheck(
                List.of("CMD", "probe"),
                Duration.ofSeconds(interval),
                Duration.ofSeconds(timeout),
                Duration.ofSeconds(start),
                retries));
    }

    @Test
    void timesThatFitPass() {
        declare(10, 3, 20, 3);

        Finding finding = judge(Optional.of(15), Optional.of(60));

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual())
                .isEqualTo("start period 20 s + 3 × interval 10 s, timeout 3 s; a failure is noticed within 39 s");
    }

    @Test
    void aStartPeriodThatIsTooShortFailsAtItsLine() {
        declare(10, 3, 5, 3);

        Finding finding = judge(Optional.of(15), Optional.empty());

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(finding.message()).contains("still loads");
    }

    @Test
    void aNumberThatIsNotWrittenDownIsNamed() {
        var written = new HealthDeclared.Parameters(Optional.empty(), Optional.of(60), Optional.of(true));
        declare(10, 3, 20, 0);

        Finding finding = new HealthDeclared().judge(written, seen);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("not written down: --retries.");
        declare(10, 3, 20, 3);
        assertThat(new HealthDeclared().judge(written, seen).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void dockersDefaultsCountWhereNothingIsSaid() {
        declare(0, 0, 0, 0);

        assertThat(judge(Optional.empty(), Optional.of(120)).actual()).contains("noticed within 180 s");
        assertThat(judge(Optional.empty(), Optional.of(120)).status()).isEqualTo(Status.FAILED);
        assertThat(judge(Optional.empty(), Optional.empty()).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void noHealthcheckFails() {
        assertThat(judge(Optional.empty(), Optional.empty()).actual()).isEqualTo("the image has no HEALTHCHECK");
    }
}
