package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.engine.Nature;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.yaml.YamlFile;
import org.junit.jupiter.api.Test;

class CachesAbsentTest {

    private final FakeObservations seen =
            FakeObservations.of("FROM x\nRUN install\nRUN clean\n").layer(10, 2).layer(10, 3);

    @Test
    void oneWheelUnderAnyNameIsOneTooMany() {
        seen.recognised(1, "/opt/.x/a.bin", Nature.WHEEL, "idna-3.4");
        Finding finding = judge("[python]");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("1 file, 1.0 kB: /opt/.x/a.bin (a wheel (idna-3.4), RUN in line 2)");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(judge("[apt-lists, apt-archives, npm]").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void whatALaterStepDeletesIsStillInTheLayer() {
        seen.recognised(1, "/srv/lists/a", Nature.APT_LIST, "packages").holding(2, "/srv/lists", Kind.WHITEOUT);
        Finding finding = judge("[apt-lists]");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("Deleting it later, as RUN in line 3 does, did not help");
    }

    @Test
    void whatTheBaseHasIsTheBases() {
        seen.recognised(0, "/usr/share/a.whl", Nature.WHEEL, "idna-3.4")
                .holding(1, "/root/.cache/pip/.gitkeep", Kind.OTHER);
        assertThat(judge("[python]").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void theWheelsThatPythonEquipsEnvironmentsWithAreNoDownloads() {
        String bundled = "/usr/local/lib/python3.11/ensurepip/_bundled/";
        seen.recognised(1, bundled + "pip-23.0.1-py3-none-any.whl", Nature.WHEEL, "pip-23.0.1");
        assertThat(judge("[python]").status()).isEqualTo(Status.PASSED);
        seen.recognised(1, bundled + "numpy-1.24.2-cp311.whl", Nature.WHEEL, "numpy-1.24.2")
                .recognised(1, "/root/pip-23.0.1-py3-none-any.whl", Nature.WHEEL, "pip-23.0.1");
        assertThat(judge("[python]").actual()).startsWith("2 files");
    }

    private Finding judge(String owners) {
        var check = new CachesAbsent();
        return check.judge(YamlFile.parse("{of: " + owners + "}", "grader.yaml").as(check.parameters(), ""), seen);
    }
}
