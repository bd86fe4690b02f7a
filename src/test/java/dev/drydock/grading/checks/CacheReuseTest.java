package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Rebuild;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheReuseTest {

    private static final BuildOutcome BUILT = new BuildOutcome.Built("sha256:1", List.of(), Duration.ofSeconds(1));
    private static final StepResult COPY = FakeObservations.step("[3/4] COPY . .", "");
    private static final StepResult INSTALL = FakeObservations.step("[4/4] RUN pip install -r requirements.txt", "");

    private final FakeObservations seen = FakeObservations.of(
            "FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\nCMD [\"a\"]\n");

    @Test
    void cachedInstallsPass() {
        Finding finding = judge(
                seen,
                new Rebuild(
                        List.of("app.py"),
                        BUILT,
                        List.of(INSTALL),
                        List.of(COPY),
                        true,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("the install step cached");
    }

    @Test
    void anInstallThatRanAgainIsShownWithItsCause() {
        Finding finding = judge(
                seen,
                new Rebuild(
                        List.of("app.py"),
                        BUILT,
                        List.of(INSTALL),
                        List.of(COPY, INSTALL),
                        true,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("ran again: `RUN pip install -r requirements.txt` (line 4)");
        assertThat(finding.message()).contains("because `COPY . .` (line 3) above it");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3), new Lines(4, 4));
    }

    @Test
    void aCauseInTheStageBelowIsFoundAndAnUnrelatedStageIsNot() {
        var stages = FakeObservations.of("FROM x AS tools\nCOPY . /t\nFROM x AS app\nCOPY . .\n"
                + "FROM app\nRUN pip install -r requirements.txt\n");
        StepResult tools = FakeObservations.step("[tools 2/2] COPY . /t", "");
        StepResult app = FakeObservations.step("[app 2/2] COPY . .", "");
        StepResult install = FakeObservations.step("[stage-2 1/1] RUN pip install -r requirements.txt", "");
        Finding finding = judge(
                stages,
                new Rebuild(
                        List.of("app.py"),
                        BUILT,
                        List.of(install),
                        List.of(tools, app, install),
                        true,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(finding.lines()).containsExactly(new Lines(4, 4), new Lines(6, 6));
    }

    @Test
    void anInstallThatReadsTheFileItselfHasNoOtherCause() {
        Finding finding = judge(
                seen,
                new Rebuild(
                        List.of("app.py"),
                        BUILT,
                        List.of(INSTALL),
                        List.of(INSTALL),
                        true,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(finding.message()).contains("reads the file itself");
        assertThat(finding.lines()).containsExactly(new Lines(4, 4));
    }

    @Test
    void anInstallThatRanAgainWithAWarmCacheMountIsReportedAsSuch() {
        var mounted = FakeObservations.of("FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\n"
                + "RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\nCMD [\"a\"]\n");
        Finding finding = judge(
                mounted,
                new Rebuild(
                        List.of("app.py"),
                        BUILT,
                        List.of(INSTALL),
                        List.of(COPY, INSTALL),
                        true,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).startsWith("ran again: ").endsWith("(line 4, with a warm cache mount)");
        assertThat(finding.message()).contains("saves the downloads");
    }

    @Test
    void noInstallAtAllFails() {
        Finding finding = judge(
                seen,
                new Rebuild(
                        List.of("app.py"), BUILT, List.of(), List.of(COPY), true, Optional.empty(), Optional.empty()));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("no step of the build installs packages");
    }

    @Test
    void anEditThatDoesNotArriveFails() {
        Finding finding = judge(
                seen,
                new Rebuild(
                        List.of("app.py"),
                        BUILT,
                        List.of(INSTALL),
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("the application is not copied");
    }

    @Test
    void aRebuildThatFailsIsSaid() {
        var failed = new BuildOutcome.Failed(Optional.empty(), "no", List.of(), Duration.ZERO);
        Finding finding = judge(
                seen,
                new Rebuild(
                        List.of("app.py"),
                        failed,
                        List.of(INSTALL),
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(finding.actual()).isEqualTo("the image no longer builds after the change");
    }

    private static Finding judge(FakeObservations seen, Rebuild rebuild) {
        return new CacheReuse().judge(new CacheReuse.Parameters("source", Optional.empty()), seen.rebuilt(rebuild));
    }
}
