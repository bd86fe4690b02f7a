package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.yaml.YamlFile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpRespondsTest {

    private static final String PREDICT = """
            method: POST
            path: /predict
            port: 5000
            json: {features: [5.1, 3.5, 1.4, 0.2]}
            expect:
              - {pointer: /class, equals: setosa}
              - {pointer: /probabilities, sumsTo: 1.0, tolerance: 0.001}
            withinMillis: 5000
            """;

    private final FakeObservations seen = FakeObservations.of("FROM python:3.11-slim\n");

    @Test
    void theRequestIsSentAsItWasWritten() {
        judge(PREDICT, 200, "{}", 5);
        HttpProbe probe = seen.probes.getFirst();
        assertThat(probe.method()).isEqualTo("POST");
        assertThat(probe.body()).contains("{\"features\":[5.1,3.5,1.4,0.2]}");
        assertThat(probe.headers()).isEqualTo(Map.of("content-type", "application/json"));
        assertThat(probe.patience()).isEqualTo(seen.startupTime());
    }

    @Test
    void aHeaderOfTheAuthorReplacesOurs() {
        judge("{path: /, port: 80, json: 1, headers: {Content-Type: text/plain}}", 200, "", 5);
        assertThat(seen.probes.getFirst().headers()).isEqualTo(Map.of("Content-Type", "text/plain"));
        assertThat(seen.probes.getFirst().method()).isEqualTo("GET");
    }

    @Test
    void theRightAnswerPasses() {
        Finding finding =
                judge(PREDICT, 200, "{\"class\": \"setosa\", \"probabilities\": {\"a\": 0.25, \"b\": 0.7501}}", 31);
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.expected())
                .isEqualTo("POST /predict on port 5000 answers with status 200 within 5 s; /class is \"setosa\"; "
                        + "/probabilities sums to 1.0 ± 0.001");
        assertThat(finding.actual()).isEqualTo("status 200 after 31 ms");
    }

    @Test
    void everyExpectationThatFailedIsNamed() {
        Finding finding = judge(PREDICT, 200, "{\"class\": \"virginica\", \"probabilities\": [0.5, 0.25]}", 6100);
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).startsWith("status 200 after 6.1 s: {\"class\"");
        assertThat(finding.message())
                .contains("it took 6.1 s, at most 5 s is fine")
                .contains("/class is \"virginica\", expected: /class is \"setosa\"")
                .contains("which sums to 0.75");
    }

    @Test
    void anotherStatusIsAllThatIsSaid() {
        Finding finding = judge(PREDICT, 500, "<h1>\u001B]8;;http://x\u0007Oops\u202E</h1>", 4);
        assertThat(finding.message()).contains("the status is 500 and not 200");
        assertThat(finding.actual()).isEqualTo("status 500 after 4 ms: <h1>Oops\uFFFD</h1>");
    }

    @Test
    void anAnswerThatIsNotJsonIsSaid() {
        assertThat(judge(PREDICT, 200, "{\"class\": ", 4).message()).contains("the answer is not JSON");
        assertThat(judge(PREDICT, 200, "", 4).status()).isEqualTo(Status.FAILED);
        assertThat(judge("{path: /, port: 80}", 200, "<p>fine</p>", 4).status()).isEqualTo(Status.PASSED);
        assertThat(seen.probes.getLast().body()).isEmpty();
    }

    @Test
    void silenceIsExplainedByTheSockets() {
        seen.listening("127.0.0.1", 5000).replying(new HttpReply.NoAnswer("connection refused"));
        Finding finding = judge(PREDICT);
        assertThat(finding.actual()).isEqualTo("no answer: connection refused");
        assertThat(finding.message()).contains("listens on 127.0.0.1 only");
    }

    private Finding judge(String parameters, int status, String body, long millis) {
        seen.replying(new HttpReply.Answer(status, Map.of(), body, Duration.ofMillis(millis)));
        return judge(parameters);
    }

    private Finding judge(String parameters) {
        var check = new HttpResponds();
        return check.judge(YamlFile.parse(parameters, "grader.yaml").as(check.parameters(), ""), seen);
    }
}
