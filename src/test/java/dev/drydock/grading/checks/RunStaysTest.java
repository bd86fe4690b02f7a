package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.Disk;
import dev.drydock.engine.ImageConfig;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunStaysTest {

    private final FakeObservations seen =
            FakeObservations.of("FROM python:3.11-slim\nCMD [\"python\", \"app.py\"]\nEXPOSE 5000\n");

    @Test
    void passesWhileItRuns() {
        assertThat(judge(state(true, 0, false)).status()).isEqualTo(Status.PASSED);
        assertThat(seen.waited).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anEndIsBlamedOnTheStartCommandWithTheLastLines() {
        seen.logged("Traceback\nFileNotFoundError: 'model.joblib'\u0007\n");
        Finding finding = judge(state(false, 1, false));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("ended with exit code 1");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(finding.message()).contains("with an error").contains("'model.joblib'\uFFFD");
    }

    @Test
    void eachWayToEndIsToldApart() {
        assertThat(judge(state(false, 0, false)).message())
                .contains("did its work")
                .contains("wrote nothing");
        assertThat(judge(state(false, 137, true)).message()).contains("memory");
        assertThat(judge(state(false, 137, true)).actual()).contains("killed for lack of memory");
        assertThat(judge(state(false, 137, false)).message()).contains("SIGKILL");
        assertThat(judge(state(false, 127, false)).message()).contains("could not find");
    }

    @Test
    void namesTheLimitOfMemory() {
        assertThat(judge(state(false, 137, true)).message()).contains("more than the 1 GiB of memory");
    }

    @Test
    void aServiceThatStartsProcessesWithoutEndDoesNotStay() {
        seen.refusing(31);
        Finding finding = judge(state(true, 0, false));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).contains("refused another process or thread 31 times");
        assertThat(finding.message()).contains("more than the 256 processes");
    }

    @Test
    void anImageWithoutCommandIsToldSo() {
        assertThat(judge(unstartable("no command specified")).message()).contains("neither CMD nor ENTRYPOINT");
    }

    @Test
    void aVolumeInThePlaceOfTheImageIsGuilty() {
        FakeObservations volume = FakeObservations.of("FROM python:3.11-slim\nVOLUME /\nCMD [\"python\"]\n");
        Finding finding = new RunStays().judge(new RunStays.Parameters(3), volume.state(unstartable("mkdir /dev")));
        assertThat(finding.message()).contains("VOLUME / would");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aWorkingDirectoryThatIsNoneIsGuilty() {
        FakeObservations workdir = FakeObservations.of("FROM python:3.11-slim\nWORKDIR /link\nCMD [\"python\"]\n");
        Finding finding =
                new RunStays().judge(new RunStays.Parameters(3), workdir.state(unstartable("mkdir /link: not a dir")));
        assertThat(finding.message()).contains("working directory cannot be entered");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aServiceThatFillsTheDiskDoesNotStay() {
        seen.disk(new Disk(1L << 30, 4096));
        Finding finding = judge(state(true, 0, false));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).contains("4 KiB are free");
        assertThat(finding.message()).contains("1 GiB together");
    }

    private static ContainerState unstartable(String error) {
        return new ContainerState(false, 0, false, Optional.empty(), Optional.of(error));
    }

    @Test
    void aProgramThatIsMissingCouldNotBeStarted() {
        Finding finding = judge(new ContainerState(
                false, 127, false, Optional.empty(), Optional.of("exec: \"pyton\": executable file not found")));
        assertThat(finding.actual()).startsWith("could not be started: exec: \"pyton\"");
        assertThat(finding.message()).contains("missing");
    }

    private Finding judge(ContainerState state) {
        return new RunStays().judge(new RunStays.Parameters(3), seen.state(state));
    }

    private static ContainerState state(boolean running, int exitCode, boolean outOfMemory) {
        return new ContainerState(running, exitCode, outOfMemory, Optional.empty(), Optional.empty());
    }

    @Test
    void aHealthCheckThatEndsTheServiceIsGuilty() {
        FakeObservations killed = FakeObservations.of("FROM x\nHEALTHCHECK CMD ask || kill 1\nCMD [\"serve\"]\n")
                .healthcheck(new ImageConfig.Healthcheck(
                        List.of("CMD-SHELL", "ask || kill 1"), Duration.ZERO, Duration.ZERO, Duration.ZERO, 0))
                .state(state(false, 0, false));

        Finding finding = new RunStays().judge(new RunStays.Parameters(3), killed);

        assertThat(finding.message()).startsWith("The image's own health check sends a signal");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whatEndsWithAnErrorWasNotEndedByItsHealthCheck() {
        FakeObservations failed = FakeObservations.of("FROM x\nHEALTHCHECK CMD ask || kill 1\nCMD [\"serve\"]\n")
                .healthcheck(new ImageConfig.Healthcheck(
                        List.of("CMD-SHELL", "ask || kill 1"), Duration.ZERO, Duration.ZERO, Duration.ZERO, 0))
                .state(state(false, 1, false));

        assertThat(new RunStays().judge(new RunStays.Parameters(3), failed).lines())
                .containsExactly(new Lines(3, 3));
    }

    private static final String NO_APP =
            "python: can't open file '/app/src/app.py': [Errno 2] No such file or directory";

    private static Finding ended(FakeObservations image, String log) {
        return new RunStays()
                .judge(new RunStays.Parameters(3), image.logged(log).state(state(false, 1, false)));
    }

    private static LayerFile entry(String path, Kind kind, int mode, int uid) {
        return new LayerFile(path, kind, kind == Kind.FILE ? 9 : 0, mode, uid, uid, Optional.empty());
    }

    private static FakeObservations laid(String path) {
        return FakeObservations.of("FROM x\nWORKDIR /app\nCOPY src/ .\nCMD [\"gunicorn\"]\n")
                .workingDir("/app")
                .layer(9, 3)
                .sending("src/app.py", 9)
                .given("src/app.py", "the code!")
                .holding(1, path, "the code!");
    }

    @Test
    void theStepThatLaidAFileOrFolderElsewhereIsBlamed() {
        for (String log : List.of(
                NO_APP,
                "Error: can't chdir to 'src'",
                "FileNotFoundError: [Errno 2] No such file or directory: 'src/app.py'",
                "ModuleNotFoundError: No module named 'src'\n[INFO] Worker exiting")) {
            Finding finding = ended(laid("/app/app.py"), log);
            assertThat(finding.lines()).as(log).containsExactly(new Lines(3, 3));
            assertThat(finding.message()).contains("COPY in line 3 put src/app.py at /app/app.py");
        }
    }

    @Test
    void aFileThatLiesWhereItBelongsIsNoReason() {
        for (String log :
                List.of("ModuleNotFoundError: No module named 'app'", "File \"/app/src/app.py\", line 3\nKeyError")) {
            assertThat(ended(laid("/app/src/app.py"), log).lines()).as(log).containsExactly(new Lines(4, 4));
        }
    }

    @Test
    void theStepThatDeletedWhatIsMissedIsBlamed() {
        var lean = FakeObservations.of("FROM x\nRUN rm /app/src/app.py\nCMD [\"python\"]\n")
                .layer(9, 2)
                .holding(0, "/app/src/app.py", "the code!")
                .holding(1, "/app/src/app.py", Kind.WHITEOUT);
        Finding finding = ended(lean, NO_APP);
        assertThat(finding.message()).contains("RUN in line 2 deleted /app/src/app.py");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whatTheUserMayNotReadIsBlamedOnTheStepAndOnUser() {
        var closed = FakeObservations.of("FROM x\nCOPY --chmod=600 app.py .\nUSER 1000\nCMD [\"python\", \"app.py\"]\n")
                .user("1000")
                .workingDir("/app")
                .layer(9, 2)
                .holding(1, entry("/app/app.py", Kind.FILE, 0600, 0));
        Finding finding = ended(closed, "python: can't open file '/app/app.py': [Errno 13] Permission denied");
        assertThat(finding.message()).contains("The image's user cannot read /app/app.py, which belongs to root.");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2), new Lines(3, 3));
    }

    @Test
    void aFolderThatTheUserMayNotWriteToIsBlamedOnTheStepAndOnUser() {
        var closed = FakeObservations.of("FROM x\nRUN mkdir logs\nUSER 1000\nCMD [\"python\"]\n")
                .user("1000")
                .workingDir("/app")
                .layer(9, 2)
                .holding(1, entry("/app/logs", Kind.DIRECTORY, 0755, 0));
        Finding finding = ended(closed, "PermissionError: [Errno 13] Permission denied: 'logs/out'");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2), new Lines(3, 3));
    }

    private static FakeObservations packages(int mode) {
        String site = "/root/.local/lib/python3.11/site-packages";
        return FakeObservations.of("FROM x\nCOPY --from=build /root/.local /root/.local\nUSER 1000\nCMD [\"python\"]\n")
                .user("1000")
                .layer(9, 2)
                .holding(0, entry("/root", Kind.DIRECTORY, mode, 0))
                .holding(1, entry("/root", Kind.DIRECTORY, mode, 0))
                .holding(1, entry(site + "/joblib-1.4.2.dist-info", Kind.DIRECTORY, 0755, 0))
                .holding(1, entry(site + "/joblib/__init__.py", Kind.FILE, 0644, 0));
    }

    @Test
    void packagesInAFolderThatTheUserMayNotEnterAreBlamedOnTheirStepAndOnUser() {
        String log = "ModuleNotFoundError: No module named 'joblib'";
        assertThat(ended(packages(0700), log).lines()).containsExactly(new Lines(2, 2), new Lines(3, 3));
        assertThat(ended(packages(0755), log).lines()).containsExactly(new Lines(4, 4));
    }

    @Test
    void aModuleThatNothingHasIsBlamedOnTheInstalls() {
        var lean = FakeObservations.of(
                        "FROM x\nRUN apt-get install curl\nRUN pip install --no-deps a\nCMD [\"uvicorn\"]\n")
                .layer(9, 2)
                .layer(9, 3)
                .installing(FakeObservations.step("[2/3] RUN apt-get install curl", ""), "/var/lib/dpkg/status")
                .installing(
                        FakeObservations.step("[3/3] RUN pip install --no-deps a", ""),
                        "/lib/site-packages/fastapi-0.1.dist-info/METADATA");
        Finding finding = ended(lean, "ModuleNotFoundError: No module named 'starlette'");
        assertThat(finding.message()).contains("Nothing in the image has the module starlette");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    private static FakeObservations program(String firstLine, int mode) {
        return FakeObservations.of("FROM x\nCOPY --from=build /venv /app/venv\nCMD [\"tini\", \"--\", \"uvicorn\"]\n")
                .environment("PATH", "/app/venv/bin:/usr/bin")
                .command("tini", "--", "uvicorn")
                .layer(9, 2)
                .holding(0, "/usr/bin/python3", "elf")
                .holding(1, "/app/venv/bin/uvicorn", firstLine + "\nimport sys\n")
                .holding(1, entry("/app/venv/bin/uvicorn", Kind.FILE, mode, 0));
    }

    @Test
    void aProgramWithoutItsInterpreterIsBlamedOnTheStepThatBroughtIt() {
        Finding finding = ended(program("#!/venv/bin/python", 0755), "exec uvicorn failed: No such file or directory");
        assertThat(finding.message()).contains("is to be run by /venv/bin/python, which the image does not have");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(ended(program("#!/usr/bin/env -S python3 -I", 0755), "no").lines())
                .containsExactly(new Lines(3, 3));
        assertThat(ended(program("#!/usr/bin/python3\r", 0755), "no").lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aLinkToAProgramThatIsNotThereIsBlamedOnTheStepThatBroughtIt() {
        var moved = FakeObservations.of("FROM x\nCOPY --from=build /venv /venv\nCMD [\"/venv/bin/python\"]\n")
                .command("/venv/bin/python")
                .layer(9, 2)
                .holding(
                        1,
                        new LayerFile(
                                "/venv/bin/python", Kind.SYMLINK, 0, 0777, 0, 0, Optional.of("/usr/local/bin/python3")))
                .state(unstartable("exec: \"/venv/bin/python\": no such file or directory"));
        Finding finding = new RunStays().judge(new RunStays.Parameters(3), moved);
        assertThat(finding.message()).contains("is a link to /usr/local/bin/python3, which the image does not have");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aProgramThatNobodyMayExecuteIsBlamedOnTheStepThatBroughtIt() {
        var denied = program("#!/usr/bin/python3", 0644)
                .state(unstartable("exec: \"uvicorn\": executable file not found in $PATH"));
        Finding finding = new RunStays().judge(new RunStays.Parameters(3), denied);
        assertThat(finding.message()).contains("cannot execute /app/venv/bin/uvicorn");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aProgramThatAShellMissesAndAStepDeletedIsBlamedOnThatStep() {
        var lean = FakeObservations.of("FROM x\nRUN rm /usr/bin/serve\nCMD serve\n")
                .command("/bin/sh", "-c", "serve")
                .layer(0, 2)
                .holding(0, "/usr/bin/serve", "elf")
                .holding(1, "/usr/bin/serve", Kind.WHITEOUT);
        assertThat(ended(lean, "/bin/sh: 1: serve: not found").lines()).containsExactly(new Lines(2, 2));
        assertThat(ended(lean, "/bin/sh: 1: other: not found").lines()).containsExactly(new Lines(3, 3));
    }
}
