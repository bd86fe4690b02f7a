package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaseSlimTest {

    private final FakeObservations seen = FakeObservations.of("FROM x AS a\nFROM a\nRUN install\n")
            .layer(10, 3)
            .holding(0, new LayerFile("/usr/bin", Kind.DIRECTORY, 0, 0755, 0, 0, Optional.empty()));

    private Finding judge() {
        return new BaseSlim().judge(new BaseSlim.Parameters(), seen);
    }

    private static LayerFile gcc() {
        return new LayerFile("/usr/bin/gcc", Kind.FILE, 10, 0755, 0, 0, Optional.empty());
    }

    @Test
    void aBaseWithoutToolsPassesWhateverIsInstalledLater() {
        seen.holding(1, gcc());

        assertThat(judge().status()).isEqualTo(Status.PASSED);
        assertThat(judge().actual()).isEqualTo("x, 80.0 MB, without");
    }

    @Test
    void aFullBaseFailsAtItsFrom() {
        seen.holding(0, gcc());

        assertThat(judge().status()).isEqualTo(Status.FAILED);
        assertThat(judge().lines()).containsExactly(new Lines(1, 1));
    }
}
