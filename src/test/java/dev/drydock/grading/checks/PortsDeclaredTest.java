package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;

class PortsDeclaredTest {

    @Test
    void theDeclaredPortPasses() {
        Finding finding = judge(FakeObservations.of("FROM x\nEXPOSE 5000\n").exposing("5000/tcp"));
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("declares 5000/tcp");
    }

    @Test
    void anotherPortIsBlamedOnItsExpose() {
        Finding finding = judge(FakeObservations.of("FROM x\nEXPOSE 5000/udp 8000\nCMD [\"a\"]\n")
                .exposing("5000/udp", "8000/tcp"));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("declares 5000/udp, 8000/tcp");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void noPortPointsToTheEndOfTheFinalStage() {
        Finding finding = judge(FakeObservations.of("FROM x AS a\nEXPOSE 5000\nFROM x\nCMD [\"a\"]\n"));
        assertThat(finding.actual()).isEqualTo("declares no port");
        assertThat(finding.lines()).containsExactly(new Lines(4, 4));
    }

    private static Finding judge(FakeObservations seen) {
        return new PortsDeclared().judge(new PortsDeclared.Parameters(5000), seen);
    }
}
