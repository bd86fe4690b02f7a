package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapsDroppedTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nCMD [\"a\"]\n")
            .state(new ContainerState(true, 0, false, Optional.empty(), Optional.empty()))
            .process(1000, "a")
            .replying(new HttpReply.Answer(200, Map.of(), "", Duration.ofMillis(8)));

    private Finding judge() {
        var request = new Request(Optional.empty(), "/health", 8000, Optional.empty(), Optional.empty());
        return new CapsDropped().judge(new CapsDropped.Parameters(request), seen);
    }

    @Test
    void aServiceThatAnswersPasses() {
        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).startsWith("GET /health on port 8000 answered with status 200 after 8 ms");
        assertThat(seen.asked).containsExactly(Circumstances.withoutCapabilities());
    }

    @Test
    void aServiceThatEndedFailsWithItsLastWords() {
        seen.replying(new HttpReply.NoAnswer("the container is not running"))
                .state(new ContainerState(false, 1, false, Optional.empty(), Optional.empty()))
                .logged("OSError: nope\n");

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).contains("the container ended with exit code 1");
        assertThat(finding.message()).endsWith("Its last lines: OSError: nope");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void anAnswerThatTellsOfAnErrorFails() {
        seen.replying(new HttpReply.Answer(500, Map.of(), "", Duration.ofMillis(8)));

        assertThat(judge().status()).isEqualTo(Status.FAILED);
    }
}
