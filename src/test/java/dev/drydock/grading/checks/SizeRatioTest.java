package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;

class SizeRatioTest {

    private static final String DOCKERFILE = "FROM x\nRUN apt-get install gcc\nRUN pip install scipy\nCOPY app.py .\n";

    @Test
    void withinTheRatioPasses() {
        Finding finding = judge(FakeObservations.of(DOCKERFILE).layer(110_000_000, 3));
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.expected()).isEqualTo("at most 1.15 × the reference's 100.0 MB above the base");
        assertThat(finding.actual()).isEqualTo("110.0 MB above the base, ratio 1.10");
    }

    @Test
    void layersThatCouldHoldTheExcessAreBlamed() {
        Finding finding = judge(FakeObservations.of(DOCKERFILE)
                .layer(90_000_000, 2)
                .layer(100_000_000, 3)
                .layer(1_000, 4));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("190.0 MB above the base, ratio 1.90");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3), new Lines(2, 2));
        assertThat(finding.message()).contains("100.0 MB by RUN in line 3").contains("90.0 MB by RUN in line 2");
    }

    @Test
    void aReferenceThatAddsNothingDividesNothing() {
        var seen = FakeObservations.of(DOCKERFILE).layer(5, 4);
        Finding finding = new SizeRatio().judge(new SizeRatio.Parameters(1.5), seen.reference(0));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
    }

    private static Finding judge(FakeObservations seen) {
        return new SizeRatio().judge(new SizeRatio.Parameters(1.15), seen.reference(100_000_000));
    }
}
