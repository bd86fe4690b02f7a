package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.ContainerState.Health;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthHealthyTest {

    private final FakeObservations seen =
            FakeObservations.of("FROM x\nHEALTHCHECK CMD curl -f localhost\nCMD [\"a\"]\n");

    @Test
    void healthyPassesWithTheDeclaredTimes() {
        Finding finding = judge(ContainerState.Status.HEALTHY, "");
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.expected()).isEqualTo("healthy within 14 s (start period 5 s + 3 × interval 3 s)");
        assertThat(seen.waited).isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void unhealthyShowsWhatTheProbePrinted() {
        Finding finding = judge(ContainerState.Status.UNHEALTHY, "/bin/sh: 1: curl: \u001B[1mnot found\n");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("unhealthy; the last probe printed: /bin/sh: 1: curl: not found");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aProbeInShellFormIsToldThatSHELLDoesNotCount() {
        var python = FakeObservations.of(
                        "FROM x\nSHELL [\"python3\", \"-c\"]\nHEALTHCHECK CMD import app\nCMD [\"a\"]\n")
                .healthcheck(check("CMD-SHELL", 3, 3))
                .state(new ContainerState(
                        true, 0, false, Optional.of(health(ContainerState.Status.UNHEALTHY, "")), Optional.empty()));

        assertThat(new HealthHealthy()
                        .judge(new HealthHealthy.Parameters(), python)
                        .message())
                .contains("by /bin/sh, whatever SHELL says");
        assertThat(judge(ContainerState.Status.UNHEALTHY, "").message()).doesNotContain("SHELL");
    }

    @Test
    void noHealthcheckFailsAtTheEndOfTheFile() {
        Finding finding =
                new HealthHealthy().judge(new HealthHealthy.Parameters(), FakeObservations.of("FROM x\nCMD [\"a\"]\n"));
        assertThat(finding.actual()).isEqualTo("the image has no HEALTHCHECK");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        Finding none = new HealthHealthy().judge(new HealthHealthy.Parameters(), seen.healthcheck(check("NONE", 3, 0)));
        assertThat(none.actual()).isEqualTo("the image has no HEALTHCHECK");
    }

    @Test
    void aServiceThatEndedIsSaid() {
        seen.healthcheck(check("CMD", 3, 3))
                .state(new ContainerState(
                        false, 2, false, Optional.of(health(ContainerState.Status.STARTING, "")), Optional.empty()));
        Finding finding = new HealthHealthy().judge(new HealthHealthy.Parameters(), seen);
        assertThat(finding.actual()).endsWith("the container ended with exit code 2");
    }

    private static Healthcheck asking(String... words) {
        return new Healthcheck(List.of(words), Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(5), 3);
    }

    private Finding judgeOfReady(int status, Healthcheck probe) {
        seen.healthcheck(probe)
                .state(new ContainerState(
                        true, 0, false, Optional.of(health(ContainerState.Status.UNHEALTHY, "")), Optional.empty()))
                .answering(request -> new HttpReply.Answer(
                        request.path().equals("/ready") ? status : 200, Map.of(), "", Duration.ofMillis(1)));
        return new HealthHealthy().judge(new HealthHealthy.Parameters(), seen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -f http://localhost:8000/ready || exit 1",
                "curl -f \"http://[::1]:${PORT}/ready\"",
                "python -c 'c.request(\"GET\", \"/ready\")'",
                "printf 'GET /ready HTTP/1.0\\r\\n'"
            })
    void whatTheServiceItselfAnswersWithAnErrorIsNotTheProbesFault(String command) {
        Healthcheck probe = asking("CMD-SHELL", command);
        Finding finding = judgeOfReady(503, probe);

        assertThat(finding.lines()).isEmpty();
        assertThat(finding.message()).endsWith("The service itself answers GET /ready on port 8000 with status 503.");
        assertThat(judgeOfReady(200, probe).lines()).containsExactly(new Lines(2, 2));
        assertThat(judgeOfReady(404, probe).lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aProbeThatAsksAnotherPortIsItselfToBlame() {
        Finding finding = judgeOfReady(503, asking("CMD", "curl", "-f", "http://localhost:8080/ready"));

        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(seen.probes).isEmpty();
    }

    @Test
    void theScriptThatTheImageWritesForTheProbeIsReadAndNamed() {
        var written = FakeObservations.of(
                        "FROM x\nRUN make-probe > /opt/probe.py\nHEALTHCHECK CMD python /opt/probe.py\nCMD [\"a\"]\n")
                .healthcheck(asking("CMD", "python", "/opt/probe.py"))
                .state(new ContainerState(
                        true, 0, false, Optional.of(health(ContainerState.Status.UNHEALTHY, "")), Optional.empty()))
                .layer(10, 2)
                .holding(1, "/opt/probe.py", "urlopen('http://127.0.0.1:8000/ready')");
        var check = new HealthHealthy();

        written.replying(new HttpReply.Answer(200, Map.of(), "", Duration.ofMillis(1)));
        assertThat(check.judge(new HealthHealthy.Parameters(), written).lines())
                .containsExactly(new Lines(2, 2), new Lines(3, 3));
        written.replying(new HttpReply.Answer(503, Map.of(), "", Duration.ofMillis(1)));
        assertThat(check.judge(new HealthHealthy.Parameters(), written).lines()).isEmpty();
    }

    @Test
    void defaultsAreDockersAndTheWaitIsBounded() {
        var timing = HealthTiming.of(check("CMD", 0, 0));
        assertThat(timing.window()).isEqualTo(Duration.ofSeconds(95));
        assertThat(timing.bounded()).isEqualTo(Duration.ofSeconds(60));
        var absurd = HealthTiming.of(check("CMD", Long.MAX_VALUE, Integer.MAX_VALUE));
        assertThat(absurd.bounded()).isEqualTo(Duration.ofSeconds(60));
    }

    private Finding judge(ContainerState.Status status, String output) {
        seen.healthcheck(check("CMD", 3, 3))
                .state(new ContainerState(true, 0, false, Optional.of(health(status, output)), Optional.empty()));
        return new HealthHealthy().judge(new HealthHealthy.Parameters(), seen);
    }

    private static Health health(ContainerState.Status status, String output) {
        return new Health(status, 1, output, List.of());
    }

    private static Healthcheck check(String kind, long intervalSeconds, int retries) {
        return new Healthcheck(
                List.of(kind, "true"),
                Duration.ofSeconds(intervalSeconds),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                retries);
    }

    private static FakeObservations unreached(String host, int port) {
        return FakeObservations.of("FROM x\nHEALTHCHECK CMD ask 8000\nCMD [\"uvicorn\", \"app:app\"]\n")
                .healthcheck(check("CMD-SHELL", 3, 3))
                .process(0, "python3", "/usr/local/bin/uvicorn", "app:app")
                .listening(host, port)
                .state(new ContainerState(
                        true, 0, false, Optional.of(health(ContainerState.Status.UNHEALTHY, "")), Optional.empty()));
    }

    @Test
    void theStartIsBlamedWhereNoProbeCanReachThePort() {
        for (FakeObservations elsewhere : List.of(unreached("0.0.0.0", 8080), unreached("::", 8000))) {
            Finding finding = new HealthHealthy().judge(new HealthHealthy.Parameters(), elsewhere);
            assertThat(finding.lines()).containsExactly(new Lines(3, 3));
            assertThat(finding.message()).contains("The service listens on");
        }
    }

    @Test
    void theProbeIsBlamedWhereItCouldReachThePort() {
        for (String host : List.of("127.0.0.1", "0.0.0.0")) {
            Finding finding = new HealthHealthy().judge(new HealthHealthy.Parameters(), unreached(host, 8000));
            assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        }
    }
}
