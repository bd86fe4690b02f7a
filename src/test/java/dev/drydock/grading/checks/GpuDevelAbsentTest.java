package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Nature;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import org.junit.jupiter.api.Test;

class GpuDevelAbsentTest {

    private final FakeObservations seen =
            FakeObservations.of("FROM x\nRUN install\n").layer(10, 2);

    @Test
    void whatTheBaseBringsIsMeantToBeThere() {
        seen.recognised(0, "/usr/local/cuda/include/cuda.h", Nature.CUDA_DEVELOPMENT, "a header of CUDA");

        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aHeaderIsFoundUnderAnyName() {
        seen.recognised(1, "/opt/kernels/half.txt", Nature.CUDA_DEVELOPMENT, "a header of CUDA");

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).contains("/opt/kernels/half.txt (a header of CUDA");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void whatAWheelBroughtIsTheWheels() {
        String site = "/usr/lib/python3/dist-packages/";
        String library = "nvidia/cuda_cupti/lib/libcupti.so.11.8";
        String list = site + "nvidia_cuda_cupti_cu11-11.8.87.dist-info/RECORD";
        seen.recognised(1, site + library, Nature.CUDA_DEVELOPMENT, "a library of the tools of CUDA");
        assertThat(judge().status()).as("no list has it").isEqualTo(Status.FAILED);

        seen.holding(list, library + ",sha256=abc,1000\r\n\"a,b\",sha256=abc,1\n");
        assertThat(judge().status()).isEqualTo(Status.PASSED);

        seen.holding(list, library + ",sha256=abc,999\n");
        assertThat(judge().status()).as("another file in its place").isEqualTo(Status.FAILED);
    }

    private Finding judge() {
        return new GpuDevelAbsent().judge(new GpuDevelAbsent.Parameters(), seen);
    }
}
