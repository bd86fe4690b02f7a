package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunIdlesTest {

    private final FakeObservations seen =
            FakeObservations.of("FROM x\nCMD [\"serve\"]\n").state(running());

    private Optional<Instant> last = Optional.empty();

    private static ContainerState running() {
        return new ContainerState(true, 0, false, Optional.empty(), Optional.empty());
    }

    private static HttpReply answer(int status) {
        return new HttpReply.Answer(status, Map.of(), "", Duration.ofMillis(1));
    }

    /** As a service does that is ill when it was asked nothing for a while. */
    private HttpReply stale(HttpProbe probe) {
        boolean idle =
                last.filter(at -> Instant.now().isAfter(at.plusMillis(900))).isPresent();
        if (!idle) {
            last = Optional.of(Instant.now());
        }
        return answer(idle ? 503 : 200);
    }

    private Finding judge() {
        return new RunIdles()
                .judge(new RunIdles.Parameters(1, List.of(Request.get("/health", 80), Request.get("/x", 80))), seen);
    }

    @Test
    void whoAnswersAsBeforePasses() {
        seen.answering(probe -> answer(probe.path().equals("/x") ? 404 : 200));

        assertThat(judge().status()).isEqualTo(Status.PASSED);
        assertThat(seen.probes).hasSize(4);
    }

    @Test
    void whoAnswersOtherwiseFails() {
        seen.answering(this::stale);

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("status 503 to GET /health on port 80, 200 before");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whoEndedMeanwhileFails() {
        seen.answering(probe -> {
            if (!seen.state().running()) {
                return new HttpReply.NoAnswer("it has ended");
            }
            if (probe.path().equals("/x")) {
                seen.state(new ContainerState(false, 3, false, Optional.empty(), Optional.empty()));
            }
            return answer(200);
        });

        assertThat(judge().actual()).isEqualTo("ended with exit code 3");
    }

    @Test
    void whoNeverAnsweredIsNotWaitedFor() {
        seen.replying(new HttpReply.NoAnswer("connection refused"));

        assertThat(judge().actual()).isEqualTo("no answer before that");
    }
}
