package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.yaml.YamlFile;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
}
