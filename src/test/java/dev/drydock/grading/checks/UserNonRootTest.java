package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;

class UserNonRootTest {

    @Test
    void anotherUserIdPasses() {
        Finding finding =
                judge(FakeObservations.of("FROM x\nUSER app\n").user("app").process(1000, "python", "app.py"));
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("PID 1 runs with user id 1000 (declared USER app)");
    }

    @Test
    void theProcessDecidesAndTheUserLineIsBlamed() {
        Finding finding = judge(FakeObservations.of("FROM x\nUSER app\nUSER root\nCMD [\"a\"]\n")
                .user("root")
                .process(0, "python"));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
        assertThat(finding.message()).contains("declared USER root");
    }

    @Test
    void withoutUserTheLastInstructionIsBlamed() {
        Finding finding =
                judge(FakeObservations.of("FROM x\nEXPOSE 1\nCMD [\"a\"]\n").process(0, "a"));
        assertThat(finding.actual()).contains("no USER declared");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    private static Finding judge(FakeObservations seen) {
        return new UserNonRoot().judge(new UserNonRoot.Parameters(), seen);
    }
}
