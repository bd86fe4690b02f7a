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
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpConcurrentTest {

    private static final OptionalInt OK = OptionalInt.of(200);

    private final FakeObservations seen = FakeObservations.of(
                    "FROM x\nENV UVICORN_LIMIT_CONCURRENCY=2\nCMD [\"uvicorn\"]\n")
            .state(new ContainerState(true, 0, false, Optional.empty(), Optional.empty()))
            .replying(new HttpReply.Answer(200, Map.of(), "", Duration.ofMillis(1)));

    private final CountDownLatch meanwhile = new CountDownLatch(1);

    private Finding judge() {
        return judge(Optional.empty());
    }

    private Finding judge(Optional<Request> busy) {
        return new HttpConcurrent()
                .judge(
                        new HttpConcurrent.Parameters("/health", 8000, Optional.empty(), 3, busy, Optional.empty()),
                        seen);
    }

    @Test
    void whoAnswersAllPasses() {
        seen.connecting(OK, OK, OK);

        assertThat(judge().status()).isEqualTo(Status.PASSED);
        assertThat(judge().actual()).isEqualTo("all 3 were answered");
    }

    @Test
    void whoTurnsOneAwayFailsAtTheSetting() {
        seen.connecting(OK, OptionalInt.of(503));

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("client 2 got status 503");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whoLeavesOneWithoutAnAnswerFails() {
        seen.connecting(OK, OK, OptionalInt.empty());

        assertThat(judge().actual()).isEqualTo("client 3 got no answer");
    }

    @Test
    void whoAnswersMeanwhilePasses() {
        seen.connecting(OK, OK, OK);
        seen.onRequest(() -> whenBusy(() -> {}));

        assertThat(judge(Optional.of(Request.get("/predict", 8000))).status()).isEqualTo(Status.PASSED);
        assertThat(seen.probes)
                .filteredOn(probe -> probe.path().equals("/predict"))
                .hasSize(3);
    }

    @Test
    void whoSaysSomethingElseWhileItIsBusyFails() {
        seen.connecting(OK, OK, OK);
        seen.onRequest(
                () -> whenBusy(() -> seen.replying(new HttpReply.Answer(503, Map.of(), "", Duration.ofMillis(1)))));

        Finding finding = judge(Optional.of(Request.get("/predict", 8000)));

        assertThat(finding.actual()).isEqualTo("status 503 while 3 requests were under way");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    /** Those that are sent at once, in threads of their own, take until something else was asked meanwhile. */
    private void whenBusy(Runnable action) {
        if (Thread.currentThread().isVirtual()) {
            action.run();
            await(meanwhile);
        } else if (List.copyOf(seen.probes).stream()
                .anyMatch(probe -> probe.path().equals("/predict"))) {
            meanwhile.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void theStartOfAServerThatListensElsewhereIsBlamedWhereNobodyAnswers() {
        var elsewhere = FakeObservations.of("FROM x\nCMD [\"uvicorn\", \"app:app\"]\nEXPOSE 8000\n")
                .process(0, "python3", "/usr/local/bin/uvicorn", "app:app")
                .listening("127.0.0.1", 8000);
        var parameters =
                new HttpConcurrent.Parameters("/health", 8000, Optional.empty(), 3, Optional.empty(), Optional.empty());

        assertThat(new HttpConcurrent().judge(parameters, elsewhere).lines()).containsExactly(new Lines(2, 2));
    }
}
