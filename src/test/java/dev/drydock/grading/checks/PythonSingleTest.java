package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.engine.Nature;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PythonSingleTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nRUN install\nRUN copy\n")
            .layer(10, 2)
            .layer(10, 3)
            .recognised(1, "/usr/bin/python3.11", Nature.PYTHON, "3.11")
            .holding(1, link("/usr/bin/python3", "python3.11"));

    private static LayerFile link(String path, String target) {
        return new LayerFile(path, Kind.SYMLINK, 0, 0777, 0, 0, Optional.of(target));
    }

    @Test
    void linksAreNoSecondInterpreter() {
        seen.holding(2, link("/opt/venv/bin/python", "/usr/bin/python3"));
        Finding finding = judge();
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("/usr/bin/python3.11 (3.11)");
    }

    @Test
    void aCopyUnderAnyNameIsOne() {
        seen.recognised(2, "/opt/helper", Nature.PYTHON, "3.11");
        Finding finding = judge();
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("/opt/helper");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    /** Although the name that counts leads there. */
    @Test
    void theOneThatIsNotDebiansIsTheSecond() {
        seen.holding(1, "/var/lib/dpkg/info/python3.11-minimal.list", Kind.FILE)
                .recognised(2, "/usr/local/bin/python3.11", Nature.PYTHON, "3.11")
                .holding(2, link("/usr/bin/python3", "/usr/local/bin/python3.11"));

        assertThat(judge().lines()).containsExactly(new Lines(3, 3));
    }

    /** d41d8… is the sum of nothing. */
    @Test
    void whatWasPutOverDebiansIsNotDebians() {
        seen.holding(
                1,
                "/var/lib/dpkg/info/python3.11-minimal.md5sums",
                "d41d8cd98f00b204e9800998ecf8427e  usr/bin/python3.11\n");
        assertThat(judge().status()).isEqualTo(Status.PASSED);

        seen.holding(
                1,
                "/var/lib/dpkg/info/python3.11-minimal.md5sums",
                "a41d8cd98f00b204e9800998ecf8427e  usr/bin/python3.11\n");
        Finding finding = judge();

        assertThat(finding.actual()).isEqualTo("/usr/bin/python3.11 has another content than its package brought");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aDeletedCopyIsNone() {
        seen.recognised(1, "/opt/helper", Nature.PYTHON, "3.11").holding(2, "/opt/helper", Kind.WHITEOUT);
        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void whatIsNoInterpreterDoesNotStandInForOne() {
        Finding finding = new PythonSingle().judge(new PythonSingle.Parameters("/usr/bin/perl"), seen);
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("/usr/bin/perl is no Python interpreter");
    }

    private Finding judge() {
        return new PythonSingle().judge(new PythonSingle.Parameters("/usr/bin/python3"), seen);
    }
}
