package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandExecFormTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nCMD python app.py\nEXPOSE 5000\n");

    @Test
    void theProgramItselfPasses() {
        Finding finding = judge(seen.command("python", "app.py").process(0, "python", "app.py"));
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("PID 1 is `python app.py`");
    }

    @Test
    void aShellAroundItFails() {
        Finding finding =
                judge(seen.command("/bin/sh", "-c", "python app.py").process(0, "/bin/sh", "-c", "python app.py"));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("PID 1 is `/bin/sh -c python app.py`");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aScriptThatDoesNotHandOverFails() {
        Finding finding = judge(seen.command("/start.sh").process(0, "/bin/bash", "/start.sh"));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aShellThatHandedOverPassesAndItIsSaid() {
        Finding finding =
                judge(seen.command("/bin/sh", "-c", "exec python app.py").process(0, "python", "app.py"));
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).endsWith("(declared through a shell, which handed over with exec)");
    }

    @Test
    void aServiceThatEndedIsJudgedByItsConfiguration() {
        assertThat(judge(seen.command("/bin/sh", "-c", "python app.py")).status())
                .isEqualTo(Status.FAILED);
        Finding direct = judge(seen.command("python", "app.py"));
        assertThat(direct.status()).isEqualTo(Status.PASSED);
        assertThat(direct.actual()).startsWith("the container has ended");
    }

    @Test
    void noCommandFails() {
        assertThat(judge(seen).actual()).isEqualTo("the image has no start command");
    }

    private static Finding judge(FakeObservations seen) {
        return new CommandExecForm().judge(new CommandExecForm.Parameters(Optional.empty()), seen);
    }
}
