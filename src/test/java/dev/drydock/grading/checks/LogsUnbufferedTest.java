package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeProcesses;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogsUnbufferedTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nENV A=b\nCMD [\"a\"]\n")
            .replying(new HttpReply.Answer(200, Map.of(), "", Duration.ofMillis(8)));

    private Finding judge() {
        var request = new Request(Optional.empty(), "/predict", 8000, Optional.empty(), Optional.empty());
        return new LogsUnbuffered().judge(new LogsUnbuffered.Parameters(request, "predicted", Optional.empty()), seen);
    }

    @Test
    void aLineThatComesWithTheAnswerPasses() {
        seen.logged("predicted\n").onRequest(() -> seen.logged("predicted\npredicted\n"));

        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aLineThatWasThereBeforeIsNotEnough() {
        seen.logged("predicted\n");

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(finding.actual()).isEqualTo("not in the log 1 s after the answer");
    }

    @Test
    void theNumberOfTheRequestIsDrawnAndHasToBeInTheLine() {
        seen.logged("");
        var body = JsonNodeFactory.instance.objectNode().put("alcohol", 1.0).put("proline", 480);
        var request = new Request(Optional.of("POST"), "/predict", 8000, Optional.of(body), Optional.empty());
        var draw = new LogsUnbuffered.Draw("/alcohol", 11.5, 14.5);

        new LogsUnbuffered().judge(new LogsUnbuffered.Parameters(request, "x={drawn} y", Optional.of(draw)), seen);
        new LogsUnbuffered().judge(new LogsUnbuffered.Parameters(request, "x={drawn} y", Optional.of(draw)), seen);

        assertThat(seen.probes)
                .extracting(probe -> probe.body().orElseThrow())
                .doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(text).matches("\\{\"alcohol\":1[1-4]\\.\\d[1-9],\"proline\":480}"));
        assertThat(body.get("alcohol").doubleValue()).isEqualTo(1.0);
    }

    @Test
    void aPipeThatAnotherProgramReadsIsNamedAndTheStartCommandBlamed() {
        seen.processes(new FakeProcesses()
                .serving()
                .writingTo("pipe:[7]")
                .process("uvicorn")
                .reading("pipe:[7]")
                .process("/usr/bin/grep", "-v", "DEBUG")
                .all());

        assertThat(judge().lines()).containsExactly(new Lines(3, 3));
        assertThat(judge().message()).contains("goes through grep");
    }

    @Test
    void theLogItselfIsNoPipeOfTheContainers() {
        seen.processes(new FakeProcesses()
                .serving()
                .process("uvicorn")
                .process("sleep")
                .all());

        assertThat(judge().lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aFileInPlaceOfTheLogIsNamed() {
        seen.processes(new FakeProcesses()
                .serving()
                .writingTo("/tmp/log")
                .process("uvicorn")
                .all());

        assertThat(judge().message()).contains("/tmp/log");
        assertThat(judge().lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void aVariableThatTheStartTakesAwayIsNotTheImagesFault() {
        seen.environment("PYTHONUNBUFFERED", "1")
                .processes(new FakeProcesses()
                        .serving()
                        .given(Map.of("A", "b"))
                        .process("uvicorn")
                        .all());

        assertThat(judge().message()).contains("takes it away");
        assertThat(judge().lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void aVariableThatReachesAServiceWhichPassesOverItIsNotTheImagesFault() {
        seen.environment("PYTHONUNBUFFERED", "1")
                .processes(new FakeProcesses()
                        .serving()
                        .given(Map.of("PYTHONUNBUFFERED", "1"))
                        .process("python", "-E")
                        .all());

        assertThat(judge().actual()).endsWith("keeps its lines all the same");
        assertThat(judge().lines()).containsExactly(new Lines(3, 3));

        seen.layer(10, 2).holding(1, "/usr/lib/python3/sitecustomize.py", Kind.FILE);
        assertThat(judge().lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void noAnswerFails() {
        seen.replying(new HttpReply.NoAnswer("connection refused"));

        assertThat(judge().actual()).isEqualTo("no answer: connection refused");
    }
}
