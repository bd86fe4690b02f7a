package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;

class ContextSizeTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nCOPY . .\n")
            .sending("Dockerfile", 200)
            .sending("data/a.csv", 600_000)
            .sending("data/b.csv", 700_000)
            .sending(".git/HEAD", 99_800);

    @Test
    void theSumOfAllFilesCounts() {
        Finding finding = judge(1400);
        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.expected()).isEqualTo("at most 1.4 MB enter the build");
        assertThat(finding.actual()).isEqualTo("1.4 MB in 4 files");
        assertThat(judge(1399).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void theLargestFilesAndFoldersAreNamed() {
        Finding finding = judge(50);
        assertThat(finding.actual())
                .isEqualTo("1.4 MB in 4 files; largest files: data/b.csv 700.0 kB, data/a.csv 600.0 kB, "
                        + ".git/HEAD 99.8 kB and 1 more; largest folders: data/ 1.3 MB, .git/ 99.8 kB");
        assertThat(finding.expected()).isEqualTo("at most 50.0 kB enter the build");
        assertThat(finding.lines()).isEmpty();
    }

    private Finding judge(long kilobytes) {
        return new ContextSize().judge(new ContextSize.Parameters(kilobytes), seen);
    }
}
