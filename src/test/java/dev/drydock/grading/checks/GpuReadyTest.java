package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuReadyTest {

    private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";
    private static final String RUNTIME = "/usr/local/cuda-11.8/lib64/libcudart.so.11.8.89";

    private final FakeObservations seen = FakeObservations.of("FROM nvidia/cuda\nRUN install\n")
            .layer(10, 2)
            .holding(0, file(LOADER))
            .holding(0, file(RUNTIME))
            .environment("CUDA_VERSION", "11.8.0")
            .environment("NVIDIA_DRIVER_CAPABILITIES", "compute,utility")
            .environment("NVIDIA_REQUIRE_CUDA", "cuda>=11.8 brand=tesla,driver>=450,driver<451")
            .commanded(
                    List.of(LOADER, "--list", RUNTIME),
                    new CommandResult(true, 0, "libc.so.6 => /lib/libc.so.6\n", Optional.empty()));

    private static LayerFile file(String path) {
        return new LayerFile(path, Kind.FILE, 10, 0755, 0, 0, Optional.empty());
    }

    private Finding judge(String driver) {
        return new GpuReady().judge(new GpuReady.Parameters(driver), seen);
    }

    @Test
    void librariesThatLoadAgreeAndFitPass() {
        Finding finding = judge("525.85.12");

        assertThat(finding.status()).as(finding.message()).isEqualTo(Status.PASSED);
        assertThat(finding.actual())
                .isEqualTo("CUDA 11.8.89 (runs on the driver); driver 525.85.12 came with CUDA 12.0");
    }

    @Test
    void stubsAndNvidiasCompatibilityPackageAreNoDriver() {
        seen.holding(1, file("/usr/local/cuda-11.8/lib64/stubs/libcuda.so.1"))
                .holding(1, file("/usr/local/cuda-11.8/compat/libcuda.so.1"));

        assertThat(judge("525.85.12").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aDriverInTheImageFailsAtItsStep() {
        seen.holding(1, file("/usr/lib/x86_64-linux-gnu/libcuda.so.525.85.12"));

        Finding finding = judge("525.85.12");

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("belongs to the driver of the host");
        assertThat(finding.lines()).contains(new Lines(2, 2));
    }

    @Test
    void aDriverThatIsTooOldFails() {
        assertThat(judge("418.39").message()).contains("needs a newer driver").contains("refuses to start");
    }

    @Test
    void librariesThatDoNotLoadFail() {
        seen.commanded(
                List.of(LOADER, "--list", RUNTIME),
                new CommandResult(true, 0, "librt.so.1 => not found\n", Optional.empty()));

        assertThat(judge("525.85.12").message()).contains("librt.so.1 => not found");
    }

    @Test
    void withoutComputeCudaFindsNoGpu() {
        seen.environment("NVIDIA_DRIVER_CAPABILITIES", "utility");

        assertThat(judge("525.85.12").message()).contains("without compute");
    }

    @Test
    void aSecondRuntimeOfAnotherVersionFails() {
        String second = "/opt/venv/lib/python3.11/site-packages/nvidia/cuda_runtime/lib/libcudart.so.12.1.105";
        seen.holding(1, file(second))
                .commanded(List.of(LOADER, "--list", second), new CommandResult(true, 0, "", Optional.empty()));

        assertThat(judge("535.1").message()).contains("several versions");
    }

    @Test
    void aWheelsRuntimeTellsItsMajorVersionAlone() {
        String wheels = "/opt/venv/lib/python3.11/site-packages/nvidia/cuda_runtime/lib/libcudart.so.11";
        seen.holding(1, file(wheels))
                .commanded(List.of(LOADER, "--list", wheels), new CommandResult(true, 0, "", Optional.empty()));

        assertThat(judge("535.1").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aDemandThatTheDriverDoesNotMeetIsTheFaultOfItsVariable() {
        var demanding = FakeObservations.of("FROM nvidia/cuda\nRUN install\nENV NVIDIA_REQUIRE_DRIVER=driver>=550\n")
                .layer(10, 2)
                .holding(0, file(LOADER))
                .holding(0, file(RUNTIME))
                .environment("NVIDIA_REQUIRE_DRIVER", "driver>=550")
                .commanded(List.of(LOADER, "--list", RUNTIME), new CommandResult(true, 0, "", Optional.empty()));
        Finding finding = new GpuReady().judge(new GpuReady.Parameters("525.85.12"), demanding);

        assertThat(finding.message()).contains("refuses to start").contains("NVIDIA_REQUIRE_DRIVER");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void everyDemandCountsAndEachIsTheFaultOfItsVariable() {
        String dockerfile = """
                FROM nvidia/cuda
                RUN install
                ENV NVIDIA_REQUIRE_HOST="driver>=450"
                ENV NVIDIA_REQUIRE_OURS="cuda>=12.1"
                ENV NVIDIA_REQUIRE_SPELLING="drivers>=450"
                ENV NVIDIA_REQUIRE_JETPACK="csv-mounts=all"
                """;
        var demanding = FakeObservations.of(dockerfile)
                .layer(10, 2)
                .holding(0, file(LOADER))
                .holding(0, file(RUNTIME))
                .environment("NVIDIA_REQUIRE_HOST", "driver>=450")
                .environment("NVIDIA_REQUIRE_OURS", "cuda>=12.1")
                .environment("NVIDIA_REQUIRE_SPELLING", "drivers>=450")
                .environment("NVIDIA_REQUIRE_JETPACK", "csv-mounts=all")
                .commanded(List.of(LOADER, "--list", RUNTIME), new CommandResult(true, 0, "", Optional.empty()));

        Finding finding = new GpuReady().judge(new GpuReady.Parameters("525.85.12"), demanding);

        assertThat(finding.message())
                .contains(
                        "NVIDIA_REQUIRE_OURS demands cuda>=12.1.",
                        "NVIDIA_REQUIRE_SPELLING demands drivers>=450, which")
                .doesNotContain("NVIDIA_REQUIRE_HOST", "JETPACK");
        assertThat(finding.lines()).containsExactly(new Lines(4, 4), new Lines(5, 5));
        demanding.environment("NVIDIA_DISABLE_REQUIRE", "True");
        assertThat(new GpuReady()
                        .judge(new GpuReady.Parameters("525.85.12"), demanding)
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void anImageWithoutCudaFails() {
        var plain = FakeObservations.of("FROM debian\nCMD [\"a\"]\n").holding(0, file("/bin/sh"));
        Finding finding = new GpuReady().judge(new GpuReady.Parameters("525.85.12"), plain);

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(1, 1));
    }
}
