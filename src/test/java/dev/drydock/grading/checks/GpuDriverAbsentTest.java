package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.engine.Nature;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;

class GpuDriverAbsentTest {

    private static final String STUB = "/usr/local/cuda-11.8/lib64/stubs/libcuda.so.1";

    private final FakeObservations seen =
            FakeObservations.of("FROM x\nRUN install\n").layer(10, 2);

    @Test
    void whatTheBaseBringsIsMeantToBeThere() {
        seen.recognised(0, "/usr/local/cuda-11.8/compat/libcuda.so.520.61.05", Nature.GPU_DRIVER, "libcuda.so.1");
        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aDriverInAnyFolderIsFoundByTheNameThatItGivesItself() {
        seen.recognised(1, "/opt/lib/helper.so", Nature.GPU_DRIVER, "libcuda.so.1");
        Finding finding = judge();
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aLinkWithItsNameIsOne() {
        seen.holding(1, "/opt/lib/libnvidia-ml.so.1", Kind.SYMLINK);
        assertThat(judge().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void stubsCountWhereTheLoaderIsToldOfThem() {
        seen.holding(1, "/usr/local/cuda-11.8/lib64/stubs", Kind.DIRECTORY)
                .recognised(1, STUB, Nature.GPU_DRIVER, "libcuda.so.1");
        assertThat(judge().status()).isEqualTo(Status.PASSED);
        seen.holding(1, "/etc/ld.so.conf.d", Kind.DIRECTORY)
                .holding("/etc/ld.so.conf.d/x.conf", "/usr/local/cuda-11.8/lib64/stubs\n");
        assertThat(judge().status()).isEqualTo(Status.FAILED);
    }

    private Finding judge() {
        return new GpuDriverAbsent().judge(new GpuDriverAbsent.Parameters(), seen);
    }
}
