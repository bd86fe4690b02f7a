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

    private Finding judge() {
        return new GpuDevelAbsent().judge(new GpuDevelAbsent.Parameters(), seen);
    }
}
