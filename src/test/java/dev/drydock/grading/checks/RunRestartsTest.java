package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunRestartsTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nCMD [\"serve\"]\n")
            .state(state(true, 0))
            .replying(answer(200));

    private static ContainerState state(boolean running, int code) {
        return new ContainerState(running, code, false, Optional.empty(), Optional.empty());
    }

    private static HttpReply answer(int status) {
        return new HttpReply.Answer(status, Map.of(), "", Duration.ofMillis(1));
    }

    private Finding judge() {
        return new RunRestarts()
                .judge(
                        new RunRestarts.Parameters(
                                "/health", 5000, Optional.empty(), Optional.of(200), Optional.empty()),
                        seen);
    }

    @Test
    void whoAnswersAgainPasses() {
        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void whoEndsTheSecondTimeFailsAtItsStart() {
        seen.logged("already running as process 1\n").restarting(() -> seen.state(state(false, 1)));

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("ended with exit code 1");
        assertThat(finding.message()).contains("already running as process 1");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whatRequestsLeaveBehindIsThereWhenItStarts() {
        Request other = new Request(Optional.of("POST"), "/predict", 5000, Optional.empty(), Optional.empty());
        seen.restarting(() -> {
            boolean left = seen.probes.stream()
                            .filter(probe -> probe.path().equals("/predict"))
                            .count()
                    >= 2;
            seen.state(state(!left, 1));
        });

        Finding finding = new RunRestarts()
                .judge(
                        new RunRestarts.Parameters(
                                "/health", 5000, Optional.empty(), Optional.empty(), Optional.of(List.of(other))),
                        seen);

        assertThat(finding.actual()).isEqualTo("ended with exit code 1");
    }

    @Test
    void whereTheCodeIsTheLearnersNoLineIsBlamed() {
        seen.editable("Dockerfile", "app.py").restarting(() -> seen.state(state(false, 1)));

        assertThat(judge().lines()).isEmpty();
    }

    @Test
    void whoSaysReadyBeforeItHasLoadedAgainFails() {
        var parameters =
                new RunRestarts.Parameters("/ready", 5000, Optional.empty(), Optional.of(503), Optional.empty());

        Finding finding = new RunRestarts().judge(parameters, seen);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("status 200 at first");
    }

    @Test
    void whoNeverAnsweredIsNotStartedAgain() {
        seen.state(state(false, 1)).restarting(() -> {
            throw new AssertionError("started again");
        });

        assertThat(judge().actual()).isEqualTo("no such answer before that");
    }
}
