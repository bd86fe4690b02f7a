package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Pause;
import dev.drydock.yaml.YamlFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConcurrentTest {

    private static final OptionalInt OK = OptionalInt.of(200);

    private final FakeObservations seen = FakeObservations.of(
                    "FROM x\nENV UVICORN_LIMIT_CONCURRENCY=2\nCMD [\"uvicorn\"]\n")
            .state(new ContainerState(true, 0, false, Optional.empty(), Optional.empty()))
            .replying(new HttpReply.Answer(200, Map.of(), "", Duration.ofMillis(1)));

    private final AtomicBoolean busy = new AtomicBoolean();
    private final CountDownLatch meanwhile = new CountDownLatch(1);

    private Finding judge() {
        return judge(Optional.empty());
    }

    private Finding judge(Optional<Request> busy) {
        return judge("{path: /health, port: 8000, clients: 3"
                + busy.map(request -> ", busy: {path: " + request.path() + ", port: 8000}")
                        .orElse("")
                + "}");
    }

    private Finding judge(String with) {
        var check = new HttpConcurrent();
        return check.judge(YamlFile.parse(with, "test").as(check.parameters(), ""), seen);
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
        seen.answering(probe -> whileBusy(probe, 200));

        assertThat(judge(Optional.of(Request.get("/predict", 8000))).status()).isEqualTo(Status.PASSED);
        assertThat(seen.probes)
                .filteredOn(probe -> probe.path().equals("/predict"))
                .as("one alone, and three at once")
                .hasSize(4);
    }

    @Test
    void whoSaysSomethingElseWhileItIsBusyFails() {
        seen.connecting(OK, OK, OK);
        seen.answering(probe -> whileBusy(probe, 503));

        Finding finding = judge(Optional.of(Request.get("/predict", 8000)));

        assertThat(finding.actual()).isEqualTo("status 503 while one request was under way");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    private static final String BUSY =
            "{path: /ready, port: 8000, clients: 2, also: [/live], secondsAt: /delay, takes: 4.4,"
                    + " busy: {method: POST, path: /predict, port: 8000, json: {delay: 1}}}";

    private static HttpReply.Answer answer(int status, double seconds) {
        return new HttpReply.Answer(status, Map.of(), "", Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** Each of those that are sent at once takes until other things were asked three times. */
    private void answeringBusy(Function<HttpProbe, HttpReply> others) {
        answeringBusy(others, 3);
    }

    /** Each of those that are sent at once takes until other things were asked so often. */
    private void answeringBusy(Function<HttpProbe, HttpReply> others, int times) {
        seen.connecting(OK, OK, OK);
        var asked = new AtomicInteger();
        seen.answering(probe -> {
            if (!probe.path().equals("/predict")) {
                asked.incrementAndGet();
                return others.apply(probe);
            }
            int before = asked.get();
            while (asked.get() < before + times) {
                Pause.of(Duration.ofMillis(5));
            }
            return answer(200, 1);
        });
    }

    private long working() {
        return List.copyOf(seen.probes).stream()
                .filter(probe -> probe.path().equals("/predict"))
                .count();
    }

    @Test
    void oneAloneTakesAsLongAsIsSaidAndAllPathsAreAskedMeanwhile() {
        answeringBusy(probe -> answer(200, 0.001));

        assertThat(judge(BUSY).status()).isEqualTo(Status.PASSED);
        assertThat(seen.probes).extracting(HttpProbe::path).contains("/ready", "/live");
        assertThat(seen.probes)
                .filteredOn(probe -> probe.path().equals("/predict"))
                .extracting(probe -> probe.body().orElseThrow())
                .containsExactly("{\"delay\":4.4}", "{\"delay\":1}", "{\"delay\":1}");
    }

    @Test
    void anotherPathThatSaysSomethingElseWhenManyAreUnderWayFails() {
        answeringBusy(probe -> answer(probe.path().equals("/live") && working() > 2 ? 503 : 200, 0.001));

        Finding finding = judge(BUSY);

        assertThat(finding.actual()).isEqualTo("status 503 while 2 requests were under way");
        assertThat(finding.message()).contains("GET /live on port 8000 was answered with status 503");
    }

    @Test
    void whatIsAnsweredOnlyAfterTheOneRequestIsHeldUp() {
        var done = new AtomicBoolean();
        seen.connecting(OK, OK, OK);
        seen.answering(probe -> {
            if (probe.path().equals("/predict")) {
                Pause.of(Duration.ofSeconds(1));
                done.set(true);
                return answer(200, 4.4);
            }
            boolean waits = working() > 0 && !done.get();
            while (waits && !done.get()) {
                Pause.of(Duration.ofMillis(5));
            }
            return answer(200, waits ? 4.1 : 0.001);
        });

        Finding finding = judge(BUSY);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).endsWith("on port 8000 only after the one request that was under way");
        assertThat(finding.message()).contains("which takes 4.4 s").contains("async def");
        assertThat(finding.certain()).isFalse();
        assertThat(working()).as("then nothing more is asked").isEqualTo(1);
    }

    /** On a machine that is busy with others. */
    @Test
    void whatIsSlowAndComesBeforeTheAnswerToTheOneRequestIsNotHeldUp() {
        var slow = new AtomicBoolean();
        answeringBusy(probe -> answer(200, working() > 0 && slow.compareAndSet(false, true) ? 1.4 : 0.001), 9);

        assertThat(judge(BUSY).status()).isEqualTo(Status.PASSED);
        assertThat(slow).isTrue();
    }

    @Test
    void whoAnswersLateWhileManyAreUnderWayPasses() {
        answeringBusy(probe -> working() > 2 ? new HttpReply.NoAnswer("timed out") : answer(200, 0.001));

        assertThat(judge(BUSY).status()).isEqualTo(Status.PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{path: /a, port: 1, clients: 2, also: [/b]}",
                "{path: /a, port: 1, clients: 2, secondsAt: /x, takes: 3}",
                "{path: /a, port: 1, clients: 2, takes: 3, busy: {path: /b, port: 1}}"
            })
    void whatCouldNotBeJudgedIsRefused(String with) {
        assertThatThrownBy(() -> judge(with)).hasStackTraceContaining("http.concurrent");
    }

    /** What is sent at once takes until something else was asked meanwhile, which is answered with that status. */
    private HttpReply whileBusy(HttpProbe probe, int status) {
        if (probe.path().equals("/predict")) {
            busy.set(true);
            await(meanwhile);
        } else if (busy.get()) {
            meanwhile.countDown();
            return answer(status, 0.001);
        }
        return answer(200, 0.001);
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
        var parameters = YamlFile.parse("{path: /health, port: 8000, clients: 3}", "test")
                .as(HttpConcurrent.Parameters.class, "");

        assertThat(new HttpConcurrent().judge(parameters, elsewhere).lines()).containsExactly(new Lines(2, 2));
    }
}
