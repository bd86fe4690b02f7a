package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.FileLines;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeProcesses;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.Map;
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

    private Finding judge(FakeProcesses processes) {
        return judge(seen.command("python", "start.py").processes(processes.all()));
    }

    @Test
    void aServiceThatHidesItsProcessFails() {
        seen.command("python", "start.py")
                .replying(new HttpReply.Answer(200, Map.of(), "", Duration.ofMillis(3)))
                .processes(new FakeProcesses()
                        .process("/usr/local/bin/python3.11", "start.py")
                        .all());

        Finding finding = judge(seen);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).contains("no process is seen that has the service's port open");
    }

    @Test
    void aShellByAnyNameFails() {
        Finding finding = judge(new FakeProcesses()
                .shell()
                .process("/opt/serve", "start")
                .serving()
                .process("uvicorn"));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("A shell (serve)");
        assertThat(finding.actual()).endsWith("and the service is its child `uvicorn`");
    }

    @Test
    void aShellBetweenProcessOneAndTheServiceFails() {
        assertThat(judge(new FakeProcesses()
                                .process("/usr/local/bin/python3.11", "-c", "import os; os.system('uvicorn; true')")
                                .shell()
                                .process("/usr/bin/dash", "-c", "uvicorn; true")
                                .serving()
                                .handling(FakeProcesses.TERM)
                                .process("/usr/local/bin/python3.11", "uvicorn"))
                        .message())
                .contains("A shell (dash)");
    }

    @Test
    void aShellThatPassesSignalsOnIsAShellAllTheSame() {
        assertThat(judge(new FakeProcesses()
                                .shell()
                                .handling(FakeProcesses.TERM)
                                .process("bash", "/start.sh")
                                .serving()
                                .process("uvicorn"))
                        .status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void theLineOfTheScriptThatStartsTheServiceIsBlamed() {
        seen.given("start.sh", "#!/bin/sh\n# uvicorn serves\nset -e\nuvicorn app:app\n");

        Finding finding = judge(new FakeProcesses()
                .shell()
                .process("/bin/sh", "/app/start.sh")
                .serving()
                .process("/usr/local/bin/python3", "/usr/local/bin/uvicorn", "app:app"));

        assertThat(finding.elsewhere()).containsExactly(new FileLines("start.sh", new Lines(4, 4)));
    }

    @Test
    void aProgramThatOnlyWaitsForTheServiceFails() {
        Finding finding = judge(new FakeProcesses()
                .process("python", "-c", "import subprocess; subprocess.run(['uvicorn'])")
                .serving()
                .handling(FakeProcesses.TERM)
                .process("uvicorn"));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("keeps the signal to stop to itself");
        assertThat(seen.signals).containsExactly("SIGSTOP", "SIGTERM");
    }

    @Test
    void aProgramThatOpensTheSocketForAnotherAndWaitsFails() {
        assertThat(judge(new FakeProcesses()
                                .serving()
                                .process("python", "-c", "import os, socket; os.system('exec uvicorn --fd 3')")
                                .serving()
                                .process("uvicorn", "--fd", "3"))
                        .status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void anInitThatWaitsForTheSignalAndPassesItOnPasses() {
        Finding finding = judge(
                new FakeProcesses().process("tini", "--", "uvicorn").serving().child(0, FakeProcesses.TERM, "uvicorn"));

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).endsWith("and passes the stop signal on");
        assertThat(seen.asked).containsExactly(Circumstances.usual("to be told to stop"));
        assertThat(seen.signals).containsExactly("SIGSTOP", "SIGTERM");
    }

    @Test
    void aProgramThatTakesTheSignalAndKeepsItFails() {
        Finding finding = judge(new FakeProcesses()
                .handling(FakeProcesses.TERM)
                .process("python", "supervisor.py")
                .serving()
                .process("uvicorn"));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(seen.signals).containsExactly("SIGSTOP", "SIGTERM");
    }

    @Test
    void aTerminalInBetweenFails() {
        assertThat(judge(new FakeProcesses()
                                .handling(FakeProcesses.TERM)
                                .process("/usr/bin/script", "-qc", "uvicorn")
                                .serving()
                                .writingTo("/dev/pts/0")
                                .process("uvicorn"))
                        .message())
                .contains("script is PID 1");
    }

    @Test
    void aProgramThatHasAUsersShellReadTheCommandFails() {
        assertThat(judge(new FakeProcesses()
                                .handling(FakeProcesses.TERM)
                                .process("/usr/bin/su", "web", "-c", "uvicorn")
                                .serving()
                                .process("uvicorn"))
                        .message())
                .startsWith("su is around the service");
    }

    @Test
    void aMasterWithWorkersPasses() {
        assertThat(judge(new FakeProcesses()
                                .serving()
                                .handling(FakeProcesses.TERM)
                                .process("gunicorn", "app:app")
                                .serving()
                                .process("gunicorn", "app:app"))
                        .status())
                .isEqualTo(Status.PASSED);
        assertThat(seen.asked).isEmpty();
    }

    @Test
    void copiesOfAServerThatKnowsNoSignalsPass() {
        assertThat(judge(new FakeProcesses()
                                .serving()
                                .process("python", "app.py")
                                .serving()
                                .process("python", "app.py"))
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void aShellBesideTheServiceIsNobodysBusiness() {
        assertThat(judge(new FakeProcesses()
                                .serving()
                                .process("uvicorn")
                                .shell()
                                .child(0, 0, "sh", "-c", "sleep 9"))
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void theEntryPointIsBlamedWhereItIsTheShell() {
        var script = FakeObservations.of("FROM x\nENTRYPOINT [\"/start.sh\"]\nCMD [\"uvicorn\"]\n")
                .entrypoint("/start.sh")
                .command("uvicorn")
                .processes(new FakeProcesses()
                        .shell()
                        .process("/bin/sh", "/start.sh", "uvicorn")
                        .serving()
                        .process("uvicorn")
                        .all());

        assertThat(judge(script).lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void theCommandIsBlamedBelowAnInnocentEntryPoint() {
        var wrapped = FakeObservations.of("FROM x\nENTRYPOINT [\"tini\", \"--\"]\nCMD uvicorn; true\n")
                .entrypoint("tini", "--")
                .command("/bin/sh", "-c", "uvicorn; true")
                .processes(new FakeProcesses()
                        .handling(FakeProcesses.TERM)
                        .process("tini", "--", "/bin/sh")
                        .shell()
                        .process("/bin/sh", "-c", "uvicorn; true")
                        .serving()
                        .process("uvicorn")
                        .all());

        assertThat(judge(wrapped).lines()).containsExactly(new Lines(3, 3));
    }

    private static Finding judge(FakeObservations seen) {
        return new CommandExecForm().judge(new CommandExecForm.Parameters(Optional.empty(), Optional.empty()), seen);
    }

    private static Finding judgeAsList(String dockerfile) {
        var seen = FakeObservations.of(dockerfile)
                .command("/bin/sh", "-c", "exec python app.py")
                .process(0, "python", "app.py");
        return new CommandExecForm().judge(new CommandExecForm.Parameters(Optional.empty(), Optional.of(true)), seen);
    }

    @Test
    void plainTextFailsWhereAListIsAskedForAlthoughItsShellHandsOver() {
        Finding finding = judgeAsList("FROM x\nEXPOSE 8000\nCMD exec python app.py\n");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.certain()).isTrue();
        assertThat(finding.actual()).isEqualTo("CMD is plain text");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void plainTextThatIsNotInForceDoesNotCount() {
        assertThat(judgeAsList("FROM x\nCMD python app.py\nCMD [\"python\", \"app.py\"]\n")
                        .status())
                .isEqualTo(Status.PASSED);
        assertThat(judgeAsList("FROM x AS one\nCMD python app.py\nFROM one\nENTRYPOINT [\"python\", \"app.py\"]\n")
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void aListThatBeginsWithAShellMayHandOver() {
        assertThat(judgeAsList("FROM x\nCMD [\"sh\", \"-c\", \"exec python app.py\"]\n")
                        .status())
                .isEqualTo(Status.PASSED);
    }
}
