package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeProcesses;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.yaml.YamlFile;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvSetTest {

    private final FakeObservations seen = FakeObservations.of(
                    "FROM x\nENV PYTHONUNBUFFERED=1\nENV A=2\nCMD PYTHONUNBUFFERED= python\n")
            .environment("PYTHONUNBUFFERED", "1")
            .environment("A", " ");

    @Test
    void theImageAndItsServiceMustHaveIt() {
        seen.processEnvironment(Map.of("PYTHONUNBUFFERED", "1"));
        Finding finding = judge("{name: PYTHONUNBUFFERED, value: \"1\"}");
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.expected()).isEqualTo("PYTHONUNBUFFERED is \"1\"");
        assertThat(finding.actual()).isEqualTo("PYTHONUNBUFFERED is \"1\" in the image and for the service");
    }

    @Test
    void aStartCommandThatTakesItAwayIsBlamed() {
        seen.processEnvironment(Map.of());
        Finding finding = judge("{name: PYTHONUNBUFFERED}");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).endsWith("PYTHONUNBUFFERED is not set for the service");
        assertThat(finding.lines()).containsExactly(new Lines(4, 4));
    }

    @Test
    void anEntryPointThatStartsTheProgramWithoutAnyIsBlamed() {
        var emptied = FakeObservations.of(
                        "FROM x\nENV A=2\nENTRYPOINT [\"env\", \"-i\", \"python\"]\nCMD [\"--port\", \"80\"]\n")
                .environment("A", "2")
                .processEnvironment(Map.of());
        var check = new EnvSet();

        Finding finding = check.judge(YamlFile.parse("{name: A}", "test").as(check.parameters(), ""), emptied);

        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void whatAnInitWasGivenIsNoMatter() {
        seen.processes(new FakeProcesses()
                .given(Map.of("PYTHONUNBUFFERED", "1"))
                .process("tini", "--")
                .serving()
                .process("uvicorn")
                .all());
        assertThat(judge("{name: PYTHONUNBUFFERED}").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aServiceThatHasEndedLeavesTheImageToDecide() {
        Finding finding = judge("{name: PYTHONUNBUFFERED, matches: \"[1-9]\"}");
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).contains("the service has ended");
    }

    @Test
    void theInstructionThatSetsItWrongIsBlamed() {
        Finding finding = judge("{name: PYTHONUNBUFFERED, value: \"0\"}");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("PYTHONUNBUFFERED is \"1\" in the image");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(judge("{name: A}").actual()).isEqualTo("A is empty in the image");
        assertThat(judge("{name: HF_HOME}").lines()).containsExactly(new Lines(3, 3));
    }

    private Finding judge(String parameters) {
        var check = new EnvSet();
        return check.judge(YamlFile.parse(parameters, "grader.yaml").as(check.parameters(), ""), seen);
    }
}
