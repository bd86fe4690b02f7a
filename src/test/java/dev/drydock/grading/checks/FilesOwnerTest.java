package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilesOwnerTest {

    private final FakeObservations seen = FakeObservations.of(
                    "FROM x\nCOPY --chown=1000 a /app\nCOPY b /app\nUSER app\n")
            .layer(10, 2)
            .layer(10, 3)
            .holding(
                    "/etc/passwd",
                    "root:x:0:0:root:/root:/bin/sh\nbroken\nodd:x:none:\napp:x:1000:1001::/app:/bin/sh\n")
            .holding("/etc/group", "root:x:0:\nmodels:x:1001:\n")
            .holding(1, new LayerFile("/app/a", Kind.FILE, 1, 0644, 1000, 1001, Optional.empty()))
            .holding(1, new LayerFile("/app/l", Kind.SYMLINK, 1, 0777, 0, 0, Optional.of("a")))
            .holding(2, new LayerFile("/app/b", Kind.FILE, 1, 0644, 0, 0, Optional.empty()));

    @Test
    void ownersAreGivenByNumberOrByName() {
        assertThat(judge("1000", "/app/a").status()).isEqualTo(Status.PASSED);
        assertThat(judge("app", "/app/l").status()).isEqualTo(Status.PASSED);
        assertThat(judge(Optional.of("models"), "app", "/app/a").status()).isEqualTo(Status.PASSED);
        assertThat(judge(Optional.of("0"), "app", "/app/a").status()).isEqualTo(Status.FAILED);
        assertThat(judge("root", "/app/b").actual()).isEqualTo("/app/b 0:0");
    }

    @Test
    void theStepThatWroteAForeignFileIsBlamed() {
        Finding finding = judge("app", "/app/*");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.expected()).isEqualTo("/app/* belongs to user app");
        assertThat(finding.actual()).isEqualTo("/app/b 0:0");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void aUserWhomTheImageDoesNotKnowOwnsNothing() {
        Finding finding = judge("serving", "/app/a");
        assertThat(finding.actual()).isEqualTo("the image has no user serving");
        assertThat(finding.lines()).containsExactly(new Lines(4, 4));
        assertThat(judge("odd", "/app/a").status()).isEqualTo(Status.FAILED);
        assertThat(judge(Optional.of("odd"), "app", "/app/a").actual()).isEqualTo("the image has no group odd");
    }

    @Test
    void aMissingFileBelongsToNobody() {
        assertThat(judge("1000", "/app/a", "/app/x").actual()).isEqualTo("missing: /app/x");
    }

    private Finding judge(String user, String... paths) {
        return judge(Optional.empty(), user, paths);
    }

    private Finding judge(Optional<String> group, String user, String... paths) {
        return new FilesOwner().judge(new FilesOwner.Parameters(List.of(paths), user, group), seen);
    }
}
