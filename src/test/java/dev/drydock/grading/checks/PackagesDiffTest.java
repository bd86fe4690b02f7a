package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.yaml.YamlFile;
import org.junit.jupiter.api.Test;

class PackagesDiffTest {

    private static final String SITE = "/usr/lib/python3/site-packages/";
    private static final String BASE_STATUS = """
            Package: libc6
            Status: install ok installed
            Version: 2.36-9
            Description: it
             Version: 9

            """;

    private final FakeObservations seen = FakeObservations.of("FROM x\nRUN apt-get install\nRUN pip install\n")
            .layer(10, 2)
            .layer(10, 3)
            .holding(0, "/var/lib/dpkg/status", BASE_STATUS)
            .holding(0, SITE + "pip-23.0.dist-info", Kind.DIRECTORY)
            .holding(1, "/var/lib/dpkg/status", BASE_STATUS + """
                    Package: libgomp1
                    Status: install ok installed
                    Version: 12.2.0-14

                    Package: gcc
                    Status: deinstall ok config-files
                    Version: 12
                    """)
            .holding(1, "/var/lib/dpkg/info/libgomp1:amd64.list", "")
            .holding(2, SITE + "pip-23.0.dist-info", Kind.DIRECTORY)
            .holding(2, SITE + "Flask-2.2.2.dist-info", Kind.DIRECTORY)
            .holding(2, SITE + "typing_extensions-4.4.0-py3.11.egg-info", Kind.DIRECTORY)
            .holding(2, SITE + "torch-1.13.1+cpu.dist-info", Kind.DIRECTORY)
            .holding(2, SITE + "setuptools/_vendor/wheel-0.1.dist-info", Kind.DIRECTORY);

    @Test
    void whatWasAddedIsToldFromWhatTheBaseHas() {
        Finding finding = judge("{present: [flask==2.2.2, libgomp1, typing-extensions, torch==1.13.1, pip], "
                + "absent: [gcc, wheel, libc6, pip, pytest]}");
        assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.PASSED);
        assertThat(finding.expected())
                .isEqualTo("has flask==2.2.2, libgomp1, typing-extensions, torch==1.13.1, pip; "
                        + "adds none of gcc, wheel, libc6, pip, pytest");
        assertThat(finding.actual())
                .isEqualTo(
                        "added to the base: flask 2.2.2, torch 1.13.1+cpu, typing-extensions 4.4.0, libgomp1 12.2.0-14");
    }

    @Test
    void anotherVersionIsNotThere() {
        Finding finding = judge("{present: [flask==2.3.0, pytest]}");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).startsWith("The image does not have flask==2.3.0, pytest; it has flask 2.2.2.");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void theStepThatBroughtTheBareLibraryOfAMissingPackageIsBlamed() {
        seen.holding(1, "/usr/lib/x86_64-linux-gnu/libjpeg.so.62", "elf");

        assertThat(judge("{present: [libjpeg62]}").lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void theStepsThatAddedWhatIsNotNeededAreBlamed() {
        assertThat(judge("{absent: [flask]}").lines()).containsExactly(new Lines(3, 3));
        Finding finding = judge("{absent: [libgomp1]}");
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message())
                .startsWith("The service does not need what was added to the base: libgomp1 12.2.0-14.");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void imagesWithoutDpkgListPackagesInParts() {
        seen.holding(2, "/var/lib/dpkg/status.d/zlib1g", "Package: zlib1g\nVersion: 1.2\n");
        assertThat(judge("{present: [zlib1g==1.2]}").status()).isEqualTo(Status.PASSED);
        assertThat(judge("{absent: [zlib1g]}").lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void somethingHasToBeAskedFor() {
        assertThatThrownBy(() -> judge("{}")).hasMessageContaining("needs one of");
    }

    private Finding judge(String parameters) {
        var check = new PackagesDiff();
        return check.judge(YamlFile.parse(parameters, "grader.yaml").as(check.parameters(), ""), seen);
    }
}
