package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;

class SizeMaxTest {

    private final FakeObservations seen =
            FakeObservations.of("FROM x\nRUN a\nRUN b\n").layer(90_000_000, 2).layer(20_000_000, 3);

    private Finding judge(int megabytes) {
        return new SizeMax().judge(new SizeMax.Parameters(megabytes), seen);
    }

    @Test
    void withinTheBudgetPasses() {
        assertThat(judge(110).status()).isEqualTo(Status.PASSED);
        assertThat(judge(110).actual()).isEqualTo("110.0 MB above the base");
    }

    @Test
    void theLayerThatCouldHoldTheExcessIsBlamed() {
        Finding finding = judge(50);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(finding.message()).contains("60.0 MB too much").contains("90.0 MB by RUN in line 2");
    }
}
