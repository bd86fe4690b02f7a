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

class WasteMaxTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nRUN download\nRUN rm -r cache\n")
            .layer(3_000_000, 2)
            .layer(0, 3)
            .holding(1, new LayerFile("/cache/weights", Kind.FILE, 3_000_000, 0644, 0, 0, Optional.empty()))
            .holding(2, new LayerFile("/cache", Kind.WHITEOUT, 0, 0, 0, 0, Optional.empty()));

    private Finding judge(int kilobytes) {
        return new WasteMax().judge(new WasteMax.Parameters(kilobytes), seen);
    }

    @Test
    void littleWastePasses() {
        assertThat(judge(3000).status()).isEqualTo(Status.PASSED);
        assertThat(judge(3000).actual()).isEqualTo("3.0 MB in vain (dive would say: efficiency 100.00 %)");
    }

    @Test
    void aLittleIsNotShownAsNone() {
        assertThat(judge(20).expected()).isEqualTo("at most 20.0 kB in vain");
    }

    @Test
    void wasteIsBlamedOnTheStepThatWroteAndTheOneThatDeleted() {
        Finding finding = judge(2999);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2), new Lines(3, 3));
        assertThat(finding.message())
                .contains("3.0 MB in 1 file (/cache/weights) that RUN in line 2 wrote and RUN in line 3 deleted");
    }
}
