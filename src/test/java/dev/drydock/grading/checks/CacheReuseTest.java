package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.FileLines;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.Arrival;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeRebuild;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheReuseTest {

    private static final StepResult COPY = FakeObservations.step("[3/4] COPY . .", "");
    private static final StepResult INSTALL = FakeObservations.step("[4/4] RUN pip install -r requirements.txt", "");

    private final FakeObservations seen = FakeObservations.of(
            "FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\nCMD [\"a\"]\n");

    @Test
    void cachedInstallsPass() {
        Finding finding =
                judge(seen, FakeRebuild.after("app.py").installs(INSTALL).ranAgain(COPY));
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("the install step cached");
    }

    @Test
    void anInstallThatRanAgainIsShownWithItsCause() {
        Finding finding =
                judge(seen, FakeRebuild.after("app.py").installs(INSTALL).ranAgain(COPY, INSTALL));
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
        Finding finding =
                judge(stages, FakeRebuild.after("app.py").installs(install).ranAgain(tools, app, install));
        assertThat(finding.lines()).containsExactly(new Lines(4, 4), new Lines(6, 6));
    }

    @Test
    void anInstallThatReadsTheFileItselfHasNoOtherCause() {
        Finding finding =
                judge(seen, FakeRebuild.after("app.py").installs(INSTALL).ranAgain(INSTALL));
        assertThat(finding.message()).contains("reads the file itself");
        assertThat(finding.lines()).containsExactly(new Lines(4, 4));
    }

    @Test
    void anInstallThatRanAgainWithAWarmCacheMountIsReportedAsSuch() {
        var mounted = FakeObservations.of("FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\n"
                + "RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\nCMD [\"a\"]\n");
        Finding finding =
                judge(mounted, FakeRebuild.after("app.py").installs(INSTALL).ranAgain(COPY, INSTALL));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).startsWith("ran again: ").endsWith("(line 4, with a warm cache mount)");
        assertThat(finding.message()).contains("saves the downloads");
    }

    @Test
    void noInstallAtAllFails() {
        Finding finding = judge(seen, FakeRebuild.after("app.py").installs().ranAgain(COPY));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("no step of the build installs packages");
    }

    @Test
    void anEditThatDoesNotArriveFails() {
        Finding finding = judge(
                seen,
                FakeRebuild.after("app.py")
                        .installs(INSTALL)
                        .ranAgain()
                        .arrival(new Arrival(false, Map.of(), Optional.empty())));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("the application is not copied");
    }

    @Test
    void aRebuildThatFailsIsSaid() {
        var failed = new BuildOutcome.Failed(Optional.empty(), "no", List.of(), Duration.ZERO);
        Finding finding = judge(
                seen,
                FakeRebuild.after("app.py")
                        .outcome(failed)
                        .installs(INSTALL)
                        .ranAgain()
                        .arrival(new Arrival(false, Map.of(), Optional.empty())));
        assertThat(finding.actual()).isEqualTo("the image no longer builds after the change");
    }

    @Test
    void packagesThatAreCopiedAgainAreNoInstallationButANewLayer() {
        var copied = FakeObservations.of("FROM x AS b\nRUN a\nFROM x\nCOPY app.py .\nCOPY --from=b /venv /venv\n");
        StepResult code = FakeObservations.step("[stage-1 2/3] COPY app.py .", "");
        StepResult packages = FakeObservations.step("[stage-1 3/3] COPY --from=b /venv /venv", "");
        Finding finding =
                judge(copied, FakeRebuild.after("app.py").installs(packages).ranAgain(code, packages));
        assertThat(finding.message()).contains("a new layer with all packages");
        assertThat(finding.lines()).containsExactly(new Lines(4, 4), new Lines(5, 5));
    }

    @Test
    void aBuildThatAsksForPackagesFailsWhateverItsStepsLookLike() {
        StepResult other = FakeObservations.step("[4/4] RUN pip install -r requirements.txt", "");
        Finding finding = judge(
                seen,
                FakeRebuild.after("app.py")
                        .installs(FakeObservations.step("[2/4] WORKDIR /app", ""))
                        .ranAgain(COPY, other)
                        .requested(List.of("the index page of flask")));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).contains("the index page of flask");
        assertThat(finding.lines()).containsExactly(new Lines(4, 4));
    }

    @Test
    void anOldCopyBesideTheChangedOneFailsAtTheStepThatWroteIt() {
        Finding finding = judge(
                seen.layer(1, 2).layer(1, 3),
                FakeRebuild.after("app.py")
                        .installs(INSTALL)
                        .ranAgain(COPY)
                        .arrival(new Arrival(true, Map.of("/app/old.py", 2), Optional.empty())));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).contains("so is the old file: /app/old.py");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    private static Finding missing(String dockerfile, Optional<FileLines> ignoredBy) {
        return judge(
                FakeObservations.of(dockerfile),
                FakeRebuild.after("src/app.py")
                        .installs(INSTALL)
                        .ranAgain(COPY)
                        .arrival(new Arrival(
                                true, Map.of(), Optional.of(new Arrival.Missing("src/new.py", ignoredBy)))));
    }

    @Test
    void aNewFileThatIsKeptOutOfTheBuildFailsAtThatLine() {
        var line = new FileLines(".dockerignore", new Lines(5, 5));

        Finding finding = missing("FROM x\nCOPY src/ src/\n", Optional.of(line));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("line 5 of .dockerignore keeps it out");
        assertThat(finding.elsewhere()).containsExactly(line);
        assertThat(finding.lines()).isEmpty();
    }

    @Test
    void aNewFileBesideTheOneThatIsCopiedFailsAtTheCopy() {
        Finding finding = missing("FROM x\nCOPY src/app.py src/\nCMD [\"a\"]\n", Optional.empty());

        assertThat(finding.actual()).isEqualTo("src/new.py, which was added, is not in the rebuilt image");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    private static Finding judge(FakeObservations seen, FakeRebuild rebuild) {
        return new CacheReuse()
                .judge(new CacheReuse.Parameters("source", Optional.empty()), seen.rebuilt(rebuild.get()));
    }
}
