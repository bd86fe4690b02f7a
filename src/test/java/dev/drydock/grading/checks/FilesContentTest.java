package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilesContentTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nCOPY a /app\nCMD [\"a\"]\n")
            .layer(10, 2)
            .holding(1, "/app", Kind.DIRECTORY)
            .holding("/app/VERSION", "name = iris\nversion = 1.2.0\n");

    @Test
    void theExpressionIsFoundAnywhere() {
        assertThat(judge("/app/VERSION", "(?m)^version = 1\\.").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void whatTheFileSaysInsteadIsShown() {
        Finding finding = judge("/app/VERSION", "version = 2");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("not found in 28 bytes; it begins with: name = iris version = 1.2.0");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aMissingFileHoldsNothing() {
        assertThat(judge("/app/version", ".*").actual()).isEqualTo("/app/version is missing");
        assertThat(judge("/app", ".*").actual()).isEqualTo("/app is no file");
    }

    private Finding judge(String path, String matches) {
        return judge(path, Optional.of(matches), Optional.empty());
    }

    private Finding judge(String path, Optional<String> matches, Optional<String> sameAs) {
        return new FilesContent().judge(new FilesContent.Parameters(path, matches, sameAs), seen);
    }

    @Test
    void aFileThatWasHandedOverIsTheSameByteForByte() {
        seen.given("VERSION", "name = iris\nversion = 1.2.0\n").given("other", "name = iris\nversion = 1.2.1\n");

        assertThat(judge("/app/VERSION", Optional.empty(), Optional.of("VERSION"))
                        .status())
                .isEqualTo(Status.PASSED);
        Finding finding = judge("/app/VERSION", Optional.empty(), Optional.of("other"));
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aGraderSaysOneOfBoth() {
        assertThatThrownBy(() -> new FilesContent.Parameters("/a", Optional.empty(), Optional.empty()))
                .hasMessageContaining("one of");
    }
}
