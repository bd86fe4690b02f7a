package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.Disk;
import dev.drydock.engine.ImageConfig;
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
}
