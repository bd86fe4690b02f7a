package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.yaml.YamlFile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilesGivenTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nCOPY app.py .\nRUN sed app.py\n")
            .layer(10, 2)
            .layer(10, 3)
            .given("app.py", "print(1)\n");

    @Test
    void aFileThatIsAsItWasGivenPasses() {
        seen.holding("/app/app.py", "print(1)\n");
        assertThat(judge("{files: [app.py], folder: /app}").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void theStepThatEditsItIsGuiltyAlsoWhereTheLengthIsTheSame() {
        seen.holding(1, "/app/app.py", "print(1)\n").holding(2, "/app/app.py", "print(2)\n");
        Finding finding = judge("{files: [app.py], folder: /app}");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("RUN in line 3 left something else");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void theStepThatPutItElsewhereIsGuilty() {
        seen.holding(1, "/srv/app.py", "print(1)\n");
        Finding finding = judge("{files: [app.py], folder: /app}");
        assertThat(finding.actual()).isEqualTo("/app/app.py is missing; the same file is /srv/app.py");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(judge("{files: [app.py]}").status()).as("anywhere").isEqualTo(Status.PASSED);
    }

    @Test
    void belowTheFolderAnyPlaceWillDoAndOutsideOfItNone() {
        String parameters = "{files: [app.py], folder: /app, below: true}";
        seen.holding(1, "/srv/app.py", "print(1)\n").placed("app.py", "/srv/app.py");
        Finding finding = judge(parameters);
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.expected()).isEqualTo("app.py nowhere but below /app");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        seen.placed("app.py", "/app/src/app.py");
        assertThat(judge(parameters).status()).isEqualTo(Status.PASSED);
        seen.placed("app.py");
        assertThat(judge(parameters).status()).as("compiled").isEqualTo(Status.PASSED);
    }

    @Test
    void aSecondCopyIsItsStepsFaultWhereThereMayBeOne() {
        seen.holding(1, "/app/app.py", "print(1)\n")
                .holding(2, "/srv/app.py", "print(1)\n")
                .placed("app.py", "/app/app.py", "/srv/app.py");
        Finding finding = judge("{files: [app.py], folder: /app, only: true}");
        assertThat(finding.actual()).isEqualTo("also at /srv/app.py");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
        assertThat(judge("{files: [app.py], folder: /app}").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void theStepThatDeletesItIsGuilty() {
        seen.holding(1, "/app/app.py", "print(1)\n").holding(2, "/app/app.py", Kind.WHITEOUT);
        Finding finding = judge("{files: [app.py], folder: /app}");
        assertThat(finding.actual()).contains("/app/app.py, which a later step deleted");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void aLinkIsFollowedAndNamed() {
        seen.holding(1, "/srv/app.py", "print(1)\n")
                .holding(1, new LayerFile("/app", Kind.SYMLINK, 0, 0777, 0, 0, Optional.of("srv")));
        Finding finding = judge("{files: [app.py], folder: /app}");
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("/srv/app.py (a link leads to /srv/app.py)");
    }

    @Test
    void aFolderStandsForItsFiles() {
        seen.given("src/a.py", "a\n")
                .given("src/b.py", "b\n")
                .sending("src/a.py", 2)
                .sending("src/b.py", 2);
        seen.holding(1, "/app/src/a.py", "a\n").holding(1, "/app/src/b.py", "x\n");
        assertThat(judge("{files: [src], folder: /app}").actual()).startsWith("/app/src/b.py is another file");
    }

    @Test
    void aFolderThatTheIgnoreFileLeavesOutIsMissed() {
        seen.given("src/a.py", "a\n").sending("app.py", 9);
        Finding finding = judge("{files: [src], folder: /app}");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("/app/src/a.py is missing");
    }

    private Finding judge(String parameters) {
        var check = new FilesGiven();
        return check.judge(YamlFile.parse(parameters, "grader.yaml").as(check.parameters(), ""), seen);
    }
}
