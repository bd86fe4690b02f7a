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

class ToolsAbsentTest {

    private static LayerFile program(String path) {
        return new LayerFile(path, Kind.FILE, 10, 0755, 0, 0, Optional.empty());
    }

    private static LayerFile link(String path, String target) {
        return new LayerFile(path, Kind.SYMLINK, 0, 0777, 0, 0, Optional.of(target));
    }

    private final FakeObservations seen = FakeObservations.of("FROM x\nRUN install\n")
            .layer(10, 2)
            .holding(0, new LayerFile("/usr/bin", Kind.DIRECTORY, 0, 0755, 0, 0, Optional.empty()))
            .holding(0, link("/bin", "usr/bin"))
            .holding(0, program("/usr/bin/python3"));

    private Finding judge(String... more) {
        return new ToolsAbsent()
                .judge(
                        new ToolsAbsent.Parameters(more.length == 0 ? Optional.empty() : Optional.of(List.of(more))),
                        seen);
    }

    @Test
    void anImageWithoutToolsPasses() {
        seen.holding(1, program("/usr/lib/gcc")).holding(1, program("/usr/bin/pygmake"));

        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void compilersAndTheirVersionedNamesAreFoundAtTheirStep() {
        seen.holding(1, program("/usr/bin/x86_64-linux-gnu-gcc-12"))
                .holding(1, link("/usr/bin/cc", "x86_64-linux-gnu-gcc-12"));

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).startsWith("2 found: /usr/bin/cc from RUN in line 2");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aPathWithoutTheirFolderHidesNoTools() {
        seen.holding(1, new LayerFile("/usr/local/cuda-12.4/bin", Kind.DIRECTORY, 0, 0755, 0, 0, Optional.empty()))
                .holding(1, program("/usr/local/cuda-12.4/bin/nvcc"))
                .holding(1, link("/usr/local/cuda", "cuda-12.4"))
                .holding(1, new LayerFile("/opt/conda/bin", Kind.DIRECTORY, 0, 0755, 0, 0, Optional.empty()))
                .holding(1, program("/opt/conda/bin/x86_64-conda-linux-gnu-cc"));

        assertThat(judge().actual())
                .startsWith("2 found: /usr/local/cuda-12.4/bin/nvcc")
                .contains("x86_64-conda-linux-gnu-cc");
    }

    @Test
    void toolsOfTheBaseAreItsFroms() {
        seen.holding(0, program("/usr/bin/make"));

        assertThat(judge().lines()).containsExactly(new Lines(1, 1));
    }

    @Test
    void whatWasDeletedOrLeadsNowhereDoesNotCount() {
        seen.holding(0, program("/usr/bin/make"))
                .holding(1, new LayerFile("/usr/bin/make", Kind.WHITEOUT, 0, 0, 0, 0, Optional.empty()))
                .holding(1, link("/usr/bin/cc", "gcc"));

        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void agraderNamesMore() {
        assertThat(judge("python3").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void whatDebianFilesUnderDevelIsATool() {
        seen.holding(1, "/var/lib/dpkg/info/pkgconf:amd64.list", "/usr\n/usr/bin\n/usr/bin/pkgconf\n")
                .holding(1, "/var/lib/dpkg/info/tini.list", "/usr/bin/tini\n")
                .holding(1, "/var/lib/dpkg/info/distro-info-data.list", "/usr/share/distro-info\n")
                .holding(1, "/var/lib/dpkg/info/cuda-cudart-11-8.list", "/usr/bin/x\n")
                .holding(1, "/var/lib/dpkg/status", """
                        Package: pkgconf
                        Status: install ok installed
                        Section: devel

                        Package: distro-info-data
                        Status: install ok installed
                        Section: devel

                        Package: tini
                        Status: install ok installed
                        Section: admin

                        Package: cuda-cudart-11-8
                        Status: install ok installed
                        Section: multiverse/devel
                        """);

        assertThat(judge().actual()).startsWith("1 found: /var/lib/dpkg/info/pkgconf:amd64.list");
    }

    @Test
    void whatTheBaseHasOfThemIsItsMakersChoice() {
        seen.holding(0, program("/var/lib/dpkg/info/pkgconf.list"))
                .holding(0, "/var/lib/dpkg/status", "Package: pkgconf\nStatus: install ok installed\nSection: devel\n");

        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }
}
