package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;

class LayerOrderTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nRUN one\nRUN two\n")
            .layer(10, 2)
            .layer(10, 3)
            .holding(0, "/lib/of-the-base.so", "x");

    @Test
    void whatChangesLessOftenAndComesFirstOrInTheSameLayerPasses() {
        seen.holding(1, "/lib/gomp.so.1", "x").holding(2, "/site/a.dist-info/METADATA", "x");
        assertThat(judge("**/gomp.so*").status()).isEqualTo(Status.PASSED);
        seen.holding(1, "/site/a.dist-info/METADATA", "x");
        assertThat(judge("**/gomp.so*").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void whatComesLaterFailsAtItsStep() {
        seen.holding(1, "/site/a.dist-info/METADATA", "x").holding(2, "/lib/gomp.so.1", "x");
        Finding finding = judge("**/gomp.so*");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void whatNoStepBringsFailsAndHasNothingToComeBeforeOtherwise() {
        seen.holding(1, "/lib/gomp.so.1", "x");
        assertThat(judge("**/gomp.so*").status()).isEqualTo(Status.PASSED);
        assertThat(judge("**/of-the-base.so").actual()).isEqualTo("**/of-the-base.so is in no layer above the base");
    }

    private Finding judge(String first) {
        return new LayerOrder().judge(new LayerOrder.Parameters(first, "**/a.dist-info"), seen);
    }
}
