package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Image;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageSharesLayersTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nRUN a\n").layer(10, 2);

    private Finding judge() {
        return new ImageSharesLayers().judge(new ImageSharesLayers.Parameters("python:3.11-slim"), seen);
    }

    @Test
    void anImageOnTheBasesLayersPasses() {
        Image base = new Image(
                "sha256:b", seen.image().config(), seen.image().layers().subList(0, 1), List.of());
        seen.base("python:3.11-slim", base);

        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void anotherBaseFailsAtItsFrom() {
        var layer = new Image.Layer("sha256:other", 5, "base");
        seen.base("python:3.11-slim", new Image("sha256:b", seen.image().config(), List.of(layer), List.of()));

        assertThat(judge().status()).isEqualTo(Status.FAILED);
        assertThat(judge().actual()).isEqualTo("0 of its 1 layers");
        assertThat(judge().lines()).containsExactly(new Lines(1, 1));
    }

    @Test
    void aBaseThatTheSandboxDoesNotEvenHoldFails() {
        assertThat(judge().actual()).isEqualTo("none of its layers");
    }
}
