package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogsUnbufferedTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nENV A=b\nCMD [\"a\"]\n")
            .replying(new HttpReply.Answer(200, Map.of(), "", Duration.ofMillis(8)));

    private Finding judge() {
        var request = new Request(Optional.empty(), "/predict", 8000, Optional.empty(), Optional.empty());
        return new LogsUnbuffered().judge(new LogsUnbuffered.Parameters(request, "predicted"), seen);
    }

    @Test
    void aLineThatComesWithTheAnswerPasses() {
        seen.logged("predicted\n").onRequest(() -> seen.logged("predicted\npredicted\n"));

        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aLineThatWasThereBeforeIsNotEnough() {
        seen.logged("predicted\n");

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(finding.actual()).isEqualTo("not in the log 1 s after the answer");
    }

    @Test
    void noAnswerFails() {
        seen.replying(new HttpReply.NoAnswer("connection refused"));

        assertThat(judge().actual()).isEqualTo("no answer: connection refused");
    }
}
