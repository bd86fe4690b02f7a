package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;

class PortsListeningTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\n");

    @Test
    void allInterfacesPassInBothFamilies() {
        assertThat(judge(seen.listening("0.0.0.0", 5000)).status()).isEqualTo(Status.PASSED);
        Finding six = judge(FakeObservations.of("FROM x\n").listening("::", 5000));
        assertThat(six.status()).isEqualTo(Status.PASSED);
        assertThat(six.actual()).isEqualTo("listening: [::]:5000");
    }

    @Test
    void theServiceIsGivenItsStartUpTimeFirst() {
        judge(seen);
        assertThat(seen.probes.getFirst().patience()).isEqualTo(seen.startupTime());
        assertThat(seen.probes.getFirst().port()).isEqualTo(5000);
    }

    @Test
    void loopbackFails() {
        Finding finding = judge(seen.listening("127.0.0.1", 5000));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("listening: 127.0.0.1:5000");
        assertThat(finding.message()).contains("nobody outside");
    }

    @Test
    void anotherPortFails() {
        Finding finding = judge(seen.listening("0.0.0.0", 8000));
        assertThat(finding.actual()).isEqualTo("listening: 0.0.0.0:8000");
        assertThat(finding.message()).contains("port 8000").contains("port 5000");
    }

    @Test
    void nothingFails() {
        assertThat(judge(seen).actual()).isEqualTo("nothing listens");
    }

    private static Finding judge(FakeObservations seen) {
        return new PortsListening().judge(new PortsListening.Parameters(5000), seen);
    }
}
