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

class FilesAbsentTest {

    private final FakeObservations seen = FakeObservations.of(
                    "FROM x\nRUN pip install a\nRUN rm -r /root/.cache\nCMD [\"a\"]\n")
            .layer(10, 2)
            .layer(10, 3)
            .holding(0, "/usr/bin/gcc", "gcc")
            .holding(0, new LayerFile("/bin", Kind.SYMLINK, 0, 0777, 0, 0, Optional.of("usr/bin")))
            .holding(1, "/root/.cache", Kind.DIRECTORY)
            .holding(1, "/root/.cache/pip", Kind.DIRECTORY)
            .holding("/root/.cache/pip/a", "aaaa")
            .holding("/root/.cache/pip/b", "bb")
            .holding(2, "/root/.cache", Kind.WHITEOUT)
            .holding(2, "/root/.config", Kind.DIRECTORY);

    @Test
    void whatWasDeletedIsNotInTheEnd() {
        Finding finding = judge("{paths: [\"/root/.cache/**\", /root/.cache]}");
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.expected()).isEqualTo("not in the image: /root/.cache/**, /root/.cache");
    }

    @Test
    void butItIsInALayer() {
        Finding finding = judge("{paths: [\"/root/.cache/**\"], layers: all}");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.expected()).isEqualTo("in no layer above the base: /root/.cache/**");
        assertThat(finding.actual())
                .isEqualTo("2 files, 6 bytes: /root/.cache/pip/a (RUN in line 2), /root/.cache/pip/b (RUN in line 2)");
        assertThat(finding.message()).contains("Deleting it later, as RUN in line 3 does, did not help");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void theBaseCountsInTheEndAndNotAsALayer() {
        Finding finding = judge("{paths: [/bin/gcc]}");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).contains("/usr/bin/gcc (the base)");
        assertThat(finding.lines()).isEmpty();
        assertThat(judge("{paths: [/usr/bin/gcc], layers: all}").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void anEmptyFolderIsNothing() {
        assertThat(judge("{paths: [/root/.config, \"/root/*\"]}").status()).isEqualTo(Status.PASSED);
        seen.holding(2, "/root/.config/pip.conf", "x");
        assertThat(judge("{paths: [/root/.config]}").status()).isEqualTo(Status.FAILED);
        assertThat(judge("{paths: [\"/root/.c*\"], layers: final}").status()).isEqualTo(Status.FAILED);
    }

    private Finding judge(String parameters) {
        var check = new FilesAbsent();
        return check.judge(YamlFile.parse(parameters, "grader.yaml").as(check.parameters(), ""), seen);
    }
}
