package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.Activity.Kind;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.JobRun;
import dev.drydock.grading.checks.CommandExecForm.Parameters;
import dev.drydock.grading.jobs.DrawnJob;
import dev.drydock.grading.jobs.JobAnswer;
import dev.drydock.grading.jobs.JobRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code command.execForm} of an image that does its work and ends, before anybody could look at its processes. */
class CommandExecFormJobTest {

    private static final String PYTHON = "/usr/bin/python3.11";
    private static final int FIRST = 70;
    private static final int CHILD = 71;

    private final FakeObservations seen = FakeObservations.of("FROM x\nENTRYPOINT [\"/start.sh\"]\n");

    private static Event executed(int pid, String path) {
        return new Event(Kind.EXECUTED, Instant.EPOCH, pid, path, "/runc");
    }

    private static Event read(int pid) {
        return new Event(Kind.READ, Instant.EPOCH, pid, "/app/train.py", PYTHON);
    }

    private Finding judge(int exitCode, Event... events) {
        return judge(seen, exitCode, events);
    }

    private static Finding judge(FakeObservations seen, int exitCode, Event... events) {
        var answer = new JobAnswer(new DrawnJob(List.of(), Map.of(), Map.of(), List.of()), 0, Map.of());
        var command = new CommandResult(true, exitCode, "", Optional.empty());
        seen.did(
                new JobRequest("plain", 0),
                new JobRun(
                        answer,
                        command,
                        Map.of(),
                        Optional.of("/app/train.py"),
                        Set.of("/app/train.py"),
                        List.of(events)));
        return new CommandExecForm().judge(new Parameters(Optional.of("plain"), Optional.empty()), seen);
    }

    @Test
    void theProgramThatDoesTheWorkIsTheFirst() {
        seen.entrypoint("python3", "/app/train.py");

        Finding finding =
                judge(0, executed(FIRST, PYTHON), executed(FIRST, "/usr/lib64/ld-linux-x86-64.so.2"), read(FIRST));

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("PID 1 is `/usr/bin/python3.11`");
    }

    @Test
    void aScriptThatHandsOverPassesAndOneThatDoesNotFails() {
        seen.entrypoint("/start.sh");
        Event script = executed(FIRST, "/start.sh");
        Event shell = executed(FIRST, "/usr/bin/dash");

        assertThat(judge(0, script, shell, executed(FIRST, PYTHON), read(FIRST)).status())
                .isEqualTo(Status.PASSED);
        assertThat(judge(0, script, shell, executed(CHILD, PYTHON), read(CHILD)).status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void anInitMayStandBeforeItAndNothingElse() {
        seen.entrypoint("tini", "--", "python3");

        assertThat(judge(0, executed(FIRST, "/usr/bin/tini"), executed(CHILD, PYTHON), read(CHILD))
                        .status())
                .isEqualTo(Status.PASSED);
        assertThat(judge(0, executed(FIRST, PYTHON), executed(CHILD, PYTHON), read(CHILD))
                        .status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void aDeclaredShellMayHandOverWhereTheFlagsArriveAllTheSame() {
        seen.entrypoint("sh", "-c", "exec python3 /app/train.py \"$@\"", "trainer");
        Event[] handedOver = {executed(FIRST, "/usr/bin/dash"), executed(FIRST, PYTHON), read(FIRST)};

        assertThat(judge(0, handedOver).actual()).endsWith("(declared through a shell, which handed over with exec)");
        assertThat(judge(2, handedOver).status())
                .as("a program that fails has other troubles than its shell")
                .isEqualTo(Status.PASSED);
        assertThat(judge(2, executed(FIRST, "/usr/bin/dash")).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aBasesEntryPointThatFindsNothingToStartIsNoShellOfTheImages() {
        var inherited = FakeObservations.of("FROM x\nCMD [\"python3\", \"/app/train.py\"]\n")
                .entrypoint("/opt/start.sh")
                .command("python3", "/app/train.py");
        Event[] stuck = {executed(FIRST, "/opt/start.sh"), executed(FIRST, "/usr/bin/bash")};

        assertThat(judge(inherited, 2, stuck).status()).isEqualTo(Status.PASSED);
        assertThat(judge(inherited.command("sh", "-c", "python3 /app/train.py"), 2, stuck)
                        .status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void whatDoesNotStartIsJudgedByItsConfiguration() {
        seen.command("python3", "/app/train.py");
        assertThat(judge(127).status()).isEqualTo(Status.PASSED);
        seen.command("sh", "-c", "python3 /app/train.py");
        assertThat(judge(127).status()).isEqualTo(Status.FAILED);
    }
}
