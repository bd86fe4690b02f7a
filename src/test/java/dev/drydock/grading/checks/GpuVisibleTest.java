package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Gpus;
import dev.drydock.engine.Gpus.Kind;
import dev.drydock.grading.Command;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.checks.GpuVisible.Parameters;
import dev.drydock.grading.checks.GpuVisible.Proof;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuVisibleTest {

    private static final Command COMMAND = Command.arguments(List.of("--require-gpu"));
    private static final Gpus REAL = new Gpus(Kind.REAL, List.of("GPU-8a1f"));
    private static final List<String> ASKED = List.of("cuInit", "cuDeviceGetCount");

    private final FakeObservations seen = FakeObservations.of("FROM cuda\nENV A=b\nENTRYPOINT [\"train\"]\n");

    private static CommandResult result(int exitCode, String output, List<String> calls) {
        return new CommandResult(true, exitCode, output, Optional.empty(), List.of(), calls);
    }

    private static Parameters parameters(int devices, String matches, Proof proof) {
        return new Parameters(
                Optional.of(List.of("--require-gpu")),
                Optional.of(devices),
                Optional.of(matches),
                Optional.empty(),
                Optional.of(proof));
    }

    private FakeObservations with(int devices, CommandResult result) {
        return with(devices, "devices \\S+ GPU", result);
    }

    private FakeObservations with(int devices, String matches, CommandResult result) {
        Command command = COMMAND.until(matches);
        return seen.commanded(command.withGpus(devices), result)
                .commanded(command, result(3, "devices none\n", List.of()));
    }

    private Finding judge() {
        return new GpuVisible().judge(parameters(1, "devices \\S+ GPU", Proof.ANY), seen);
    }

    @Test
    void aProgramThatFindsTheSimulatedGpuPassesAndIsCalledSimulated() {
        with(1, result(0, "devices Simulated GPU\n", ASKED));

        Finding finding = judge();

        assertThat(finding.status()).as(finding.message()).isEqualTo(Status.PASSED);
        assertThat(finding.expected())
                .isEqualTo(
                        "`docker run --gpus 1 IMAGE --require-gpu` uses the GPU and prints what matches devices \\S+ GPU");
        assertThat(finding.actual())
                .isEqualTo(
                        "simulated: the driver was asked (cuInit, cuDeviceGetCount), ended with exit code 0, and printed: "
                                + "devices Simulated GPU");
    }

    @Test
    void aServiceNeedNotEnd() {
        with(1, new CommandResult(false, 0, "devices Simulated GPU\n", Optional.empty(), List.of(), ASKED));

        assertThat(judge().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void outputAloneIsNoProofWhereTheDriverWasNeverAsked() {
        with(1, result(0, "devices Simulated GPU\n", List.of()));

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).startsWith("simulated: the driver was not asked");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void hiddenDevicesAreBlamedOnTheVariable() {
        seen.environment("CUDA_VISIBLE_DEVICES", "");
        with(1, result(3, "devices none\n", List.of("cuInit found no device")));

        Finding finding = judge();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("CUDA_VISIBLE_DEVICES is \"\" in the image");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void withoutComputeTheDriversLibraryIsMissing() {
        seen.environment("NVIDIA_DRIVER_CAPABILITIES", "utility");
        with(1, result(3, "devices none\n", List.of()));

        assertThat(judge().message()).contains("NVIDIA_DRIVER_CAPABILITIES is utility: without compute");
    }

    @Test
    void aProgramThatAlwaysSaysItHasAGpuFails() {
        with(1, result(0, "devices Simulated GPU\n", ASKED));
        seen.commanded(COMMAND.until("devices \\S+ GPU"), result(0, "devices Simulated GPU\n", List.of()));

        assertThat(judge().actual()).endsWith("and without a GPU, it prints the same");
    }

    @Test
    void anErrorOrAnotherOutputFails() {
        with(1, result(1, "devices Simulated GPU\n", ASKED));
        assertThat(judge().message()).contains("ends with an error");
        with(1, result(0, "works on the CPU\n", ASKED));
        assertThat(judge().message()).contains("does not print what was asked for");
    }

    @Test
    void aContainerThatDoesNotStartFails() {
        with(1, new CommandResult(true, 127, "", Optional.of("no such program")));

        assertThat(judge().actual()).isEqualTo("could not be started: no such program");
    }

    @Test
    void aRealGpuIsRecognisedByItsUuid() {
        with(1, result(0, "devices H GPU\n", List.of())).gpus(REAL);
        Finding finding = new GpuVisible().judge(parameters(1, "devices \\S+ GPU", Proof.REAL), seen);
        assertThat(finding.status()).as(finding.message()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).startsWith("real: ended with exit code 0");

        seen.seeingGpus(List.of("GPU-ffff"));
        assertThat(judge().actual()).endsWith("nvidia-smi says: GPU 0: Fake (UUID: GPU-ffff); given were GPU-8a1f");
    }

    @Test
    void whatASimulatedGpuCannotProveIsNotVerified() {
        Finding finding = new GpuVisible().judge(parameters(1, "computed", Proof.REAL), seen);

        assertThat(finding.status()).isEqualTo(Status.NOT_VERIFIED);
        assertThat(finding.message()).contains("has no GPU");
    }

    /** As PyTorch does, through CUDA's runtime library. */
    @Test
    void whoAsksTheSimulatedGpuToComputeIsNotBlamedForItsRefusal() {
        with(1, result(3, "devices none\n", List.of("cuInit", "cuGetExportTable")));
        assertThat(judge().status()).isEqualTo(Status.NOT_VERIFIED);
        with(1, result(3, "devices none\n", List.of("cuGetExportTable")));
        assertThat(judge().message()).contains("only a real one can");

        with(1, result(3, "devices none\n", List.of("cuInit found no device", "cuGetExportTable")));
        assertThat(judge().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void moreGpusThanThereAreIsNotVerified() {
        assertThat(new GpuVisible().judge(parameters(3, "x", Proof.ANY), seen).status())
                .isEqualTo(Status.NOT_VERIFIED);
        seen.gpus(REAL);
        assertThat(new GpuVisible().judge(parameters(2, "x", Proof.ANY), seen).message())
                .isEqualTo("It takes 2 GPUs, and here are 1: neither passed nor failed.");
    }

    @Test
    void theCountFollowsWhatTheContainerIsGiven() {
        String two = "devices [^,\\n]+, [^,\\n]+";
        with(2, two, result(0, "devices Simulated GPU, Simulated GPU\n", ASKED));

        assertThat(new GpuVisible().judge(parameters(2, two, Proof.ANY), seen).status())
                .isEqualTo(Status.PASSED);
        with(2, two, result(0, "devices Simulated GPU\n", ASKED));
        assertThat(new GpuVisible().judge(parameters(2, two, Proof.ANY), seen).status())
                .isEqualTo(Status.FAILED);
    }
}
