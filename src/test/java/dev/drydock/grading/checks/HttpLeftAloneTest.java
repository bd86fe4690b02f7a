package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.Activity;
import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.Activity.Kind;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.yaml.YamlFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HttpLeftAloneTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nCMD [\"serve\"]\n")
            .state(new ContainerState(true, 0, false, Optional.empty(), Optional.empty()));

    private Finding judge(HttpReply reply) {
        seen.answering(probe -> reply);
        var check = new HttpLeftAlone();
        String with =
                "{path: /recorder, port: 9001, seconds: 90, before: [{path: /live, port: 8000}], expect: [{pointer: /withGradients, equals: 0}]}";
        return check.judge(YamlFile.parse(with, "test").as(check.parameters(), ""), seen);
    }

    private static HttpReply answer(String body) {
        return new HttpReply.Answer(200, Map.of(), body, Duration.ofMillis(1));
    }

    @Test
    void isAskedInTheContainerThatIsLeftAloneAndAfterThat() {
        Finding finding = judge(answer("{\"withGradients\": 0}"));

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(seen.asked).containsExactly(Circumstances.leftAlone("left alone"));
        assertThat(seen.waited).isEqualTo(Duration.ofSeconds(90));
        assertThat(seen.probes).extracting(HttpProbe::path).containsExactly("/live", "/recorder");

        judge(answer("{\"withGradients\": 0}"));
        assertThat(seen.probes).extracting(HttpProbe::path).endsWith("/recorder", "/recorder");
    }

    @Test
    void anotherAnswerFailsForCertain() {
        Finding finding = judge(answer("{\"withGradients\": 1}"));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("status 200: {\"withGradients\": 1}");
        assertThat(finding.certain()).isTrue();
    }

    @Test
    void silenceFailsToo() {
        Finding finding = judge(new HttpReply.NoAnswer("refused"));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("no answer: refused");
    }

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Finding judgeAgain(int opened, Function<HttpProbe, HttpReply> answers) {
        seen.placed("model.json", "/app/model.json")
                .answering(answers)
                .onRequest(
                        () -> seen.doing(openings(seen.probes.getLast().path().equals("/predict") ? opened : 1)))
                .doing(openings(1));
        var check = new HttpLeftAlone();
        String with =
                "{path: /recorder, port: 9001, seconds: 90, before: [{path: /live, port: 8000}], file: model.json,"
                        + " after: [{path: /ready, port: 8000},"
                        + " {method: POST, path: /predict, port: 8000, json: {x: 1}, expect: [{pointer: /minutes, equals: 27}]}],"
                        + " expect: [{pointer: /loads, equals: 1}]}";
        return check.judge(YamlFile.parse(with, "test").as(check.parameters(), ""), seen);
    }

    private static Activity openings(int count) {
        var open = new Event(Kind.OPENED, START, 100, "/app/model.json", "python");
        return new Activity(START, Collections.nCopies(count, open), true);
    }

    private static HttpReply good(HttpProbe probe) {
        return answer(probe.path().equals("/predict") ? "{\"minutes\": 27.0}" : "{\"loads\": 1}");
    }

    @Test
    void whatIsToBeSentAfterwardsComesBeforeTheGet() {
        Finding finding = judgeAgain(1, HttpLeftAloneTest::good);

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(seen.probes).extracting(HttpProbe::path).containsExactly("/live", "/ready", "/predict", "/recorder");
    }

    @Test
    void whoSaysSomethingElseThenFails() {
        Finding status = judgeAgain(
                1,
                probe -> probe.path().equals("/ready")
                        ? new HttpReply.Answer(503, Map.of(), "", Duration.ofMillis(1))
                        : good(probe));
        assertThat(status.status()).isEqualTo(Status.FAILED);
        assertThat(status.expected())
                .isEqualTo("GET /ready on port 8000 answers with status 200, after 90 s without requests");
        assertThat(status.message()).contains("the status is 503 and not 200");

        Finding answer =
                judgeAgain(1, probe -> probe.path().equals("/predict") ? answer("{\"minutes\": null}") : good(probe));
        assertThat(answer.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void whoLoadsAgainForTheFirstRequestsFails() {
        Finding finding = judgeAgain(2, HttpLeftAloneTest::good);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("model.json was opened for them");
    }

    @Test
    void theFileIsWatchedFromTheStart() {
        var check = new HttpLeftAlone();
        String with =
                "{path: /a, port: 1, seconds: 9, before: [{path: /b, port: 1}], file: m, expect: [{pointer: /c, exists: true}]}";

        assertThat(check.fromStart(YamlFile.parse(with, "test").as(check.parameters(), ""))
                        .files())
                .containsExactly("m");
    }
}
