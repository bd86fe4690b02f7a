package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeProcesses;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.yaml.YamlFile;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunEnduresTest {

    private static final HttpReply ANSWER = new HttpReply.Answer(200, Map.of(), "ok", Duration.ofMillis(1));

    private final FakeObservations seen = FakeObservations.of("""
            FROM python:3.11-slim
            ENV UVICORN_LIMIT_MAX_REQUESTS=2000
            CMD ["uvicorn", "app:app"]
            """);

    private static ContainerState state(boolean running) {
        return new ContainerState(running, 0, false, Optional.empty(), Optional.empty());
    }

    private Finding judge() {
        return judge("");
    }

    private Finding judge(String more) {
        var check = new RunEndures();
        String with = "{path: /health, port: 8000, requests: 5000" + more + "}";
        return check.judge(YamlFile.parse(with, "test").as(check.parameters(), ""), seen);
    }

    @Test
    void whoStillAnswersPasses() {
        seen.state(state(true)).replying(ANSWER).repeating(4999, () -> {});

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("answers again after 5,000 answers");
    }

    @Test
    void whoIsSlowIsJudgedByWhatItAnswered() {
        seen.state(state(true)).replying(ANSWER).repeating(120, () -> {});

        assertThat(judge().actual()).isEqualTo("answers again after 121 answers");
    }

    @Test
    void whoIsToldToEndLaterIsAskedMoreThanThat() {
        seen.state(state(true))
                .replying(ANSWER)
                .processes(new FakeProcesses()
                        .process("sh", "serve")
                        .process("uvicorn", "app:app", "--limit-max-requests", "15000")
                        .all())
                .repeating(50_000, () -> {});

        assertThat(judge().actual()).isEqualTo("answers again after 15,050 answers");
    }

    @Test
    void whoIsTheServerAndIsToldToEndAfterAnyNumberFailsAtOnce() {
        seen.state(state(true))
                .replying(ANSWER)
                .processes(new FakeProcesses()
                        .serving()
                        .process("uvicorn", "app:app", "--limit-max-requests=90000")
                        .all());

        assertThat(judge().actual()).isEqualTo("started as `uvicorn app:app --limit-max-requests=90000`");
        assertThat(judge().lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whoAnswersNowSoNowSoFails() {
        seen.state(state(true)).replying(ANSWER).repeatingMixed(Map.of(200, 4000, 503, 12));

        assertThat(judge().actual()).isEqualTo("4000 times status 200, 12 times status 503");
    }

    @Test
    void whatOtherRequestsPutOutOfOrderFails() {
        var repeated = new AtomicInteger();
        seen.state(state(true)).repeating(200, repeated::incrementAndGet).onRequest(() -> {
            boolean live = seen.probes.getLast().path().equals("/live");
            seen.replying(ANSWER);
            if (live && repeated.get() == 2) {
                seen.replying(new HttpReply.Answer(500, Map.of(), "", Duration.ofMillis(1)))
                        .state(state(false));
            }
        });
        Finding finding = judge(", others: [{path: /live, port: 8000}, {path: /bad, port: 8000}]");

        assertThat(finding.expected())
                .isEqualTo("answers GET /live on port 8000 with status 200 also after other requests");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void whatOtherRequestsChangeInTheAnswerFails() {
        var repeated = new AtomicInteger();
        seen.state(state(true)).repeating(200, repeated::incrementAndGet).onRequest(() -> {
            // Until a good one comes.
            boolean remembers =
                    repeated.get() == 1 && seen.probes.getLast().path().equals("/health");
            String status = remembers ? "failing" : "ok";
            seen.replying(
                    new HttpReply.Answer(200, Map.of(), "{\"status\": \"" + status + "\"}", Duration.ofMillis(1)));
        });
        String others = ", others: [{path: /bad, port: 8000}, {path: /good, port: 8000}]";

        Finding finding = judge(others + ", expect: [{pointer: /status, equals: ok}]");

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.expected())
                .isEqualTo(
                        "answers GET /health on port 8000 with status 200; /status is \"ok\" also after other requests");
        assertThat(finding.actual())
                .isEqualTo("/status is \"failing\", expected: /status is \"ok\" after many other requests");
    }

    @Test
    void whatIsBetterAfterAMomentFailsWhereItHasToBeSoAtOnce() {
        var flawed = new AtomicBoolean();
        seen.state(state(true)).repeating(200, () -> flawed.set(true)).onRequest(() -> {
            boolean once = seen.probes.getLast().path().equals("/health") && flawed.getAndSet(false);
            seen.replying(once ? new HttpReply.Answer(503, Map.of(), "", Duration.ofMillis(1)) : ANSWER);
        });
        String others = ", others: [{path: /bad, port: 8000}]";

        assertThat(judge(others).status()).isEqualTo(Status.PASSED);
        assertThat(judge(others + ", atOnce: true").actual())
                .isEqualTo("the status is 503 and not 200 after many other requests");
    }

    @Test
    void aGetOfTheOthersHasToBeSoAtOnceTooAndAfterEachOfThem() {
        var flawed = new AtomicBoolean();
        seen.state(state(true))
                .repeating(200, () -> flawed.set(seen.rows.size() == 2))
                .onRequest(() -> {
                    boolean once = seen.probes.getLast().path().equals("/live") && flawed.getAndSet(false);
                    seen.replying(once ? new HttpReply.Answer(500, Map.of(), "", Duration.ofMillis(1)) : ANSWER);
                });
        String others =
                ", others: [{path: /live, port: 8000}, {method: POST, path: /bad, port: 8000}, {method: POST, path: /good, port: 8000}]";

        assertThat(judge(others).status()).isEqualTo(Status.PASSED);
        seen.rows.clear();
        Finding finding = judge(others + ", atOnce: true");
        assertThat(finding.expected())
                .isEqualTo("answers GET /live on port 8000 with status 200 also after other requests");
        assertThat(seen.rows).as("before the last of them").hasSize(2);
    }

    @Test
    void whatNobodyExpectsMayChange() {
        var asked = new AtomicInteger();
        seen.state(state(true))
                .repeating(4999, () -> {})
                .onRequest(() -> seen.replying(new HttpReply.Answer(
                        200, Map.of(), "{\"asked\": " + asked.incrementAndGet() + "}", Duration.ofMillis(1))));

        assertThat(judge(", others: [{path: /live, port: 8000}]").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void whoIsToldToEndByAVariableFailsAtOnce() {
        seen.state(state(true))
                .replying(ANSWER)
                .processes(new FakeProcesses()
                        .serving()
                        .given(Map.of("UVICORN_LIMIT_MAX_REQUESTS", "90000"))
                        .process("uvicorn", "app:app")
                        .all());

        assertThat(judge().actual()).isEqualTo("started as `uvicorn app:app`");
    }

    @Test
    void whoHasATimeLimitEndsOneDay() {
        seen.state(state(true))
                .replying(ANSWER)
                .processes(new FakeProcesses()
                        .process("/usr/bin/timeout", "12h", "uvicorn")
                        .serving()
                        .process("uvicorn")
                        .all());

        assertThat(judge().actual()).isEqualTo("started as `/usr/bin/timeout 12h uvicorn`");
        assertThat(judge().lines()).containsExactly(new Lines(3, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "timeout 90 uvicorn --timeout-keep-alive 0, true",
        "timeout -k 5 --signal=INT 90s uvicorn, true",
        "timeout --foreground -s INT 0 uvicorn, false",
        "timeout 0.0h uvicorn --port 90, false",
        "timeout infinity uvicorn, false"
    })
    void theTimeIsTheWordBehindTheOptions(String command, boolean ends) {
        String[] words = command.split(" ", -1);
        seen.state(state(true))
                .replying(ANSWER)
                .repeating(1999, () -> {})
                .processes(new FakeProcesses()
                        .process(words[0], Arrays.copyOfRange(words, 1, words.length))
                        .serving()
                        .process("uvicorn")
                        .all());

        assertThat(judge().status()).isEqualTo(ends ? Status.FAILED : Status.PASSED);
    }

    @Test
    void whoEndsIsToldAfterHowManyAndBySettingIfThereIsOne() {
        seen.state(state(true)).replying(ANSWER).repeating(1999, () -> seen.state(state(false)));

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("ended with exit code 0 after 2,000 answers");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whoNeverAnswersFailsAtItsStart() {
        seen.state(state(true)).replying(new HttpReply.NoAnswer("connection refused"));

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }
}
