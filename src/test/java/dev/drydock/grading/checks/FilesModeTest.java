package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.yaml.YamlFile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilesModeTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nCOPY a /app\nRUN chmod -R 777 /app/b\n")
            .layer(10, 2)
            .layer(10, 3)
            .holding(1, new LayerFile("/app/a", Kind.FILE, 1, 0644, 0, 0, Optional.empty()))
            .holding(1, new LayerFile("/app/l", Kind.SYMLINK, 1, 0777, 0, 0, Optional.of("a")))
            .holding(2, new LayerFile("/app/b", Kind.FILE, 1, 0777, 0, 0, Optional.empty()));

    @Test
    void exactly() {
        Finding finding = judge("{paths: [/app/a, /app/l], mode: \"0644\"}");
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.expected()).isEqualTo("/app/a, /app/l has mode 0644");
        assertThat(finding.actual()).isEqualTo("/app/a 0644");
        assertThat(judge("{paths: [/app/a], mode: \"600\"}").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void atMost() {
        assertThat(judge("{paths: [/app/a], atMost: \"0755\"}").status()).isEqualTo(Status.PASSED);
        Finding finding = judge("{paths: [\"/app/*\"], atMost: \"0755\"}");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("/app/b 0777");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void oneOfTheTwoHasToBeAskedFor() {
        assertThatThrownBy(() -> judge("{paths: [/app/a]}")).hasMessageContaining("needs one of");
    }

    private Finding judge(String parameters) {
        var check = new FilesMode();
        return check.judge(YamlFile.parse(parameters, "grader.yaml").as(check.parameters(), ""), seen);
    }
}
