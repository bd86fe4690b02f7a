package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.LimitHit;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildSucceedsTest {

    private static final Duration TOOK = Duration.ofMillis(2500);
    private static final String DOCKERFILE = "FROM python:3.11-slim\nWORKDIR /app\nRUN pip install flusk\n";

    @Test
    void aBuiltImagePassesWithItsTime() {
        Finding finding = judge(new BuildOutcome.Built("sha256:1", List.of(), TOOK));
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("built in 2.5 s");
    }

    @Test
    void aFailedStepIsNamedWithItsLineAndLog() {
        var step = FakeObservations.step(
                "[3/3] RUN pip install flusk", "one\ntwo\n\u001B[31mERROR: no flusk\u001B[0m\n\nbye\n");
        Finding finding = judge(new BuildOutcome.Failed(Optional.of(step), "exit code: 1", List.of(step), TOOK));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
        assertThat(finding.actual()).isEqualTo("failed after 2.5 s at step [3/3] RUN pip install flusk");
        assertThat(finding.message()).contains("exit code: 1").endsWith("two / ERROR: no flusk / bye");
    }

    @Test
    void aRefusedDockerfileHasNoStep() {
        Finding finding = judge(new BuildOutcome.Failed(Optional.empty(), "unknown instruction", List.of(), TOOK));
        assertThat(finding.lines()).isEmpty();
        assertThat(finding.message()).endsWith("unknown instruction");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            invalid containerPort: five-thousand              | 3
            failed to parse "five-thousand": no such port     | 3
            dockerfile parse error on line 2: unknown flag: x | 2
            failed to resolve python:3.11-slim: not found     |
            invalid reference format                          |
            cannot copy from stage "packages"                 | 4
            """)
    void aRefusedValueIsBlamedOnTheOnlyInstructionThatHasIt(String message, @Nullable Integer line) {
        String dockerfile = """
                FROM python:3.11-slim
                WORKDIR /app
                EXPOSE five-thousand
                COPY --from=packages /x /x
                LABEL packages-made-by=me format=json
                """;
        Finding finding = new BuildSucceeds()
                .judge(
                        new BuildSucceeds.Parameters(),
                        FakeObservations.of(dockerfile)
                                .built(new BuildOutcome.Failed(Optional.empty(), message, List.of(), TOOK)));
        assertThat(finding.lines()).isEqualTo(line == null ? List.of() : List.of(new Lines(line, line)));
    }

    @Test
    void aLimitIsNamed() {
        var step = FakeObservations.step("[3/3] RUN sleep 900", "");
        Finding finding = judge(new BuildOutcome.LimitReached(
                Optional.of(step), new LimitHit("10 minutes are over.", "Do less."), List.of(), TOOK));
        assertThat(finding.actual()).startsWith("stopped by a limit");
        assertThat(finding.message()).startsWith("10 minutes are over. Do less.");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    private static Finding judge(BuildOutcome outcome) {
        return new BuildSucceeds()
                .judge(
                        new BuildSucceeds.Parameters(),
                        FakeObservations.of(DOCKERFILE).built(outcome));
    }
}
