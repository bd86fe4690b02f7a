package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.RealImages;
import dev.drydock.grading.RealImages.Submission;
import dev.drydock.yaml.YamlFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code gpu.visible} on images that look for the GPU that they are given, and on some that only say so. */
@Tag("engine")
class GpuChecksOnRealImagesTest {

    private static final String TRAINER = """
            FROM python:3.11-slim
            WORKDIR /app
            COPY app.py .
            USER 1000
            ENTRYPOINT ["python", "app.py"]
            """;

    /** Modes are flags, so that each test changes one line of the Dockerfile. */
    private static final String APP = """
            import ctypes, sys, time

            count = ctypes.c_int()
            try:
                driver = ctypes.CDLL("libcuda.so.1")
                driver.cuInit(0)
                driver.cuDeviceGetCount(ctypes.byref(count))
            except OSError:
                pass
            print("devices", count.value, flush=True)
            if "serve" in sys.argv:
                time.sleep(600)
            sys.exit(0 if count.value else 3)
            """;

    private static final String ONE = "{matches: 'devices 1'}";

    @Test
    void whoAsksForTheGpuFindsIt() {
        Finding finding = judge(ONE, TRAINER);

        assertThat(finding.status()).as(finding.message()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).containsAnyOf("simulated: ", "real: ").contains("printed: devices 1");
    }

    @Test
    void aServiceIsJudgedWhileItRuns() {
        Finding finding = judge("{arguments: [serve], matches: 'devices 1'}", TRAINER);

        assertThat(finding.status()).as(finding.message()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).contains("still runs");
    }

    @Test
    void whoHidesTheGpuDoesNotFindIt() {
        Finding finding = judge(ONE, TRAINER.replace("USER 1000", "USER 1000\nENV CUDA_VISIBLE_DEVICES=\"\""));

        assertFails(finding);
        assertThat(finding.lines().getFirst().start()).isEqualTo(5);
    }

    @Test
    void withoutComputeThereIsNoDriverLibrary() {
        assertFails(judge(ONE, TRAINER.replace("USER 1000", "ENV NVIDIA_DRIVER_CAPABILITIES=utility\nUSER 1000")));
        assertThat(judge(ONE, TRAINER.replace("USER 1000", "ENV NVIDIA_DRIVER_CAPABILITIES=compute\nUSER 1000"))
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void saysWithoutAskingAreNoProof() {
        assertFails(judge(ONE, TRAINER.replace("[\"python\", \"app.py\"]", "[\"echo\", \"devices 1\"]")));
    }

    @Test
    void anNvidiaSmiOfTheImagesOwnIsCoveredByTheDrivers() {
        String own =
                "RUN printf '#!/bin/sh\\necho GPU 0: Mine' > /usr/bin/nvidia-smi && chmod +x /usr/bin/nvidia-smi\n";
        Finding finding = judge(ONE, TRAINER.replace("WORKDIR", own + "WORKDIR"));

        assertThat(finding.status()).as(finding.actual()).isEqualTo(Status.PASSED);
    }

    private static Finding judge(String with, String dockerfile) {
        var check = new GpuVisible();
        var parameters = YamlFile.parse(with, "grader.yaml").as(check.parameters(), "");
        return RealImages.observe(Submission.of(dockerfile).file("app.py", APP), seen -> check.judge(parameters, seen));
    }

    private static void assertFails(Finding finding) {
        assertThat(finding.status()).as(finding.actual()).isEqualTo(Status.FAILED);
    }
}
