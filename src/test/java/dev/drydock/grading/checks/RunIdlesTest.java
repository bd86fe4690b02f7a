package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.yaml.YamlFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunIdlesTest {

    private final FakeObservations seen =
            FakeObservations.of("FROM x\nCMD [\"serve\"]\n").state(running());

    private static final RepeatedRequest HEALTH = YamlFile.parse(
                    "{path: /health, port: 80, expect: [{pointer: /status, equals: ok}]}", "test")
            .as(RepeatedRequest.class, "");

    private final AtomicInteger asked = new AtomicInteger();

    private static ContainerState running() {
        return new ContainerState(true, 0, false, Optional.empty(), Optional.empty());
    }

    private static HttpReply answer(int status) {
        return new HttpReply.Answer(status, Map.of(), "", Duration.ofMillis(1));
    }

    /** As a service does that is ill when it was asked nothing for a while: after two requests. */
    private HttpReply stale(HttpProbe probe) {
        return answer(asked.incrementAndGet() > 2 ? 503 : 200);
    }

    private Finding judge() {
        return new RunIdles().judge(new RunIdles.Parameters(1, List.of(HEALTH, RepeatedRequest.get("/x", 80))), seen);
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
        assertThat(finding.actual()).isEqualTo("the status is 503 and not 200, in answer to GET /health on port 80");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whoSaysSomethingElseFailsWithTheSameStatus() {
        seen.answering(probe -> new HttpReply.Answer(
                200,
                Map.of(),
                asked.incrementAndGet() > 2 ? "{\"status\": \"asleep\"}" : "{\"status\": \"ok\"}",
                Duration.ofMillis(1)));

        assertThat(judge().actual())
                .isEqualTo("/status is \"asleep\", expected: /status is \"ok\", in answer to GET /health on port 80");
    }

    @Test
    void whoTellsTheTimePasses() {
        seen.answering(probe -> new HttpReply.Answer(
                200,
                Map.of(),
                "{\"status\": \"ok\", \"asked\": " + asked.incrementAndGet() + "}",
                Duration.ofMillis(1)));

        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void whoIsWellAgainPasses() {
        seen.answering(probe -> answer(asked.incrementAndGet() > 2 ? 200 : 503));

        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void whoEndedMeanwhileFails() {
        seen.answering(probe -> {
            if (!seen.state().running()) {
                return new HttpReply.NoAnswer("it has ended");
            }
            if (asked.incrementAndGet() == 2) {
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
