package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilesPresentTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nCOPY a /srv\nRUN rm /srv/old\nCMD [\"a\"]\n")
            .layer(10, 2)
            .layer(10, 3)
            .holding(1, "/srv", Kind.DIRECTORY)
            .holding("/srv/app.py", "import flask")
            .holding("/srv/old", "old")
            .holding(2, "/srv/old", Kind.WHITEOUT)
            .holding(2, new LayerFile("/app", Kind.SYMLINK, 0, 0777, 0, 0, Optional.of("srv")));

    @Test
    void filesFoldersAndPatternsAreFoundAlsoThroughLinks() {
        assertThat(judge("/srv/app.py", "/srv", "/srv/*.py", "/app/app.py", "**/app.py")
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void whatIsMissingIsNamed() {
        Finding finding = judge("/srv/app.py", "/srv/model.joblib", "/srv/*.csv");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("missing: /srv/model.joblib, /srv/*.csv");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void theStepThatDeletedItIsBlamed() {
        Finding finding = judge("/srv/old");
        assertThat(finding.message()).contains("/srv/old came with COPY in line 2 and was deleted by RUN in line 3.");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void aPathHasToBeginWithASlash() {
        assertThatThrownBy(() -> judge("srv")).hasMessageContaining("begin with a slash");
    }

    private Finding judge(String... paths) {
        return new FilesPresent().judge(new FilesPresent.Parameters(List.of(paths)), seen);
    }
}
