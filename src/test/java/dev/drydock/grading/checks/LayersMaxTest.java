package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;

class LayersMaxTest {

    private final FakeObservations seen =
            FakeObservations.of("FROM x\nRUN a\nRUN b\nUSER c\n").layer(1, 2).layer(1, 3);

    @Test
    void fewEnoughLayersPass() {
        assertThat(new LayersMax().judge(new LayersMax.Parameters(2), seen).status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void tooManyFail() {
        Finding finding = new LayersMax().judge(new LayersMax.Parameters(1), seen);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("2 layers above the base");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2), new Lines(3, 3));
    }

    @Test
    void withoutNeighboursThatAreAlikeTheEndIsShown() {
        var mixed = FakeObservations.of("FROM x\nRUN a\nCOPY b b\nUSER c\n")
                .layer(1, 2)
                .layer(1, 3);

        assertThat(new LayersMax().judge(new LayersMax.Parameters(1), mixed).lines())
                .containsExactly(new Lines(4, 4));
    }
}
