package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Command;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandOutputTest {

    private static final List<String> COMMAND = List.of("python", "--version");

    @Test
    void exitCodeAndOutputAreCompared() {
        Finding finding = judge(ended(0, "Python 3.11.2\n"), Optional.empty(), Optional.of("3\\.11"));
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.expected())
                .isEqualTo("`python --version` ends with exit code 0 and prints what matches 3\\.11");
        assertThat(finding.actual()).isEqualTo("ended with exit code 0, and printed: Python 3.11.2");
        assertThat(judge(ended(3, ""), Optional.of(3), Optional.empty()).status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void anotherExitCodeOrOutputFails() {
        Finding code = judge(ended(1, "No module named flask\n"), Optional.empty(), Optional.empty());
        assertThat(code.status()).isEqualTo(Status.FAILED);
        assertThat(code.actual()).isEqualTo("ended with exit code 1, and printed: No module named flask");
        Finding output = judge(ended(0, ""), Optional.empty(), Optional.of("3\\.12"));
        assertThat(output.status()).isEqualTo(Status.FAILED);
        assertThat(output.actual()).isEqualTo("ended with exit code 0, and printed nothing");
    }

    @Test
    void aMissingProgramIsTheImagesFault() {
        var result = new CommandResult(true, 127, "", Optional.of("exec: \"python\": executable file not found"));
        Finding finding = judge(result, Optional.empty(), Optional.empty());
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).contains("executable file not found");
    }

    @Test
    void aCommandThatDoesNotEndFails() {
        var result = new CommandResult(false, 0, "waiting\n", Optional.empty());
        assertThat(judge(result, Optional.empty(), Optional.empty()).actual())
                .isEqualTo("did not end in time, and printed: waiting");
    }

    @Test
    void argumentsGoToTheImagesOwnEntryPoint() {
        List<String> arguments = List.of("--epochs", "1");
        var seen =
                FakeObservations.of("FROM x\n").commanded(Command.arguments(arguments), ended(0, "trained 1 epochs"));
        var parameters = new CommandOutput.Parameters(
                Optional.empty(), Optional.of(arguments), Optional.empty(), Optional.of("trained 1"), Optional.empty());

        Finding finding = new CommandOutput().judge(parameters, seen);

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.expected()).startsWith("`docker run IMAGE --epochs 1` ends with exit code 0");
    }

    @Test
    void withoutArgumentsTheImagesOwnCommandAnswersForIt() {
        var seen = FakeObservations.of("FROM x\nENTRYPOINT [\"train\"]\nCMD [\"--require-gpu\"]\n")
                .commanded(Command.arguments(List.of()), ended(3, "devices 0"));
        var parameters = new CommandOutput.Parameters(
                Optional.empty(), Optional.of(List.of()), Optional.empty(), Optional.empty(), Optional.empty());

        Finding finding = new CommandOutput().judge(parameters, seen);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).startsWith("Started by `docker run IMAGE`");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void aContainerMayGetGpus() {
        var seen = FakeObservations.of("FROM x\n")
                .commanded(Command.arguments(List.of()).withGpus(1), ended(0, "devices 1"));
        var parameters = new CommandOutput.Parameters(
                Optional.empty(),
                Optional.of(List.of()),
                Optional.empty(),
                Optional.of("devices 1"),
                Optional.of(true));

        Finding finding = new CommandOutput().judge(parameters, seen);

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.expected()).startsWith("`docker run --gpus 1 IMAGE` ends");
    }

    @Test
    void aGraderGivesEitherACommandOrArguments() {
        assertThatThrownBy(() -> new CommandOutput.Parameters(
                        Optional.of(COMMAND),
                        Optional.of(List.of("a")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("command.output needs one of: command, arguments");
    }

    private static CommandResult ended(int exitCode, String output) {
        return new CommandResult(true, exitCode, output, Optional.empty());
    }

    private static Finding judge(CommandResult result, Optional<Integer> exitCode, Optional<String> matches) {
        var seen = FakeObservations.of("FROM x\n").commanded(COMMAND, result);
        return new CommandOutput()
                .judge(
                        new CommandOutput.Parameters(
                                Optional.of(COMMAND), Optional.empty(), exitCode, matches, Optional.empty()),
                        seen);
    }
}
