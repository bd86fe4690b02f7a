package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.StopOutcome;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopGracefulTest {

    private static final Optional<Request> SLOW =
            Optional.of(new Request(Optional.empty(), "/slow", 8000, Optional.empty(), Optional.empty()));

    private final FakeObservations seen = FakeObservations.of("FROM x\nCMD [\"a\"]\n")
            .state(new ContainerState(true, 0, false, Optional.empty(), Optional.empty()))
            .replying(new HttpReply.Answer(200, Map.of(), "", Duration.ofMillis(800)));

    private Finding judge(StopOutcome outcome, Optional<Request> request) {
        return new StopGraceful().judge(new StopGraceful.Parameters(5, request), seen.stopping(outcome));
    }

    @Test
    void endingInTimePasses() {
        Finding finding = judge(new StopOutcome(Duration.ofMillis(400), 0, false), SLOW);

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).startsWith("ended after 400 ms with exit code 0; the request");
        assertThat(judge(new StopOutcome(Duration.ofSeconds(1), 143, false), Optional.empty())
                        .status())
                .as("ended by the signal itself")
                .isEqualTo(Status.PASSED);
    }

    @Test
    void beingKilledFailsAtTheStartCommand() {
        Finding finding = judge(new StopOutcome(Duration.ofSeconds(5), 137, true), SLOW);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("still running 5 s after the stop signal, then killed");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void endingWithAnErrorFails() {
        assertThat(judge(new StopOutcome(Duration.ofSeconds(1), 1, false), Optional.empty())
                        .status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void aServiceThatDoesNotAnswerShowsNothing() {
        seen.replying(new HttpReply.NoAnswer("connection refused"));

        Finding finding = judge(new StopOutcome(Duration.ofSeconds(1), 0, false), SLOW);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("before it is told to stop");
    }
}
