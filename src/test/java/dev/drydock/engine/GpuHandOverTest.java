package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.RunRequest.Program;
import dev.drydock.engine.SandboxShell.Output;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How a sandbox hands on what NVIDIA's toolkit puts into it, with files and devices that stand in for the toolkit's: what a
 * machine without a GPU can show of it.
 */
@Tag("engine")
class GpuHandOverTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    /** Two GPUs, the first of which has the second node, as on machines whose cards were not found in the order of their slots. */
    private static final String TOOLKIT = """
            set -Eeuo pipefail
            EX_SETUP=70 engine_root=/var/lib/docker
            say() { echo "$*" >&2; }
            fail() { say "$2"; exit "$1"; }
            . /usr/local/lib/drydock/gpu.sh
            [[ -c /dev/nvidiactl ]] || mknod -m 666 /dev/nvidiactl c 1 3
            cp "$simulation/libcuda.so.1" /usr/lib/$(uname -m)-linux-gnu/libcuda.so.525.85.12
            cp "$simulation/nvidia-smi" /usr/bin/nvidia-smi
            nvidia-smi() {
              [[ $1 == -q ]] || return 1
              echo "    Product Name : Stand-in"
              echo "    GPU UUID                              : GPU-d0cc0000-0000-4000-8000-000000000001"
              echo "    Minor Number                          : 1"
              echo "    GPU UUID                              : GPU-d0cc0000-0000-4000-8000-000000000000"
              echo "    Minor Number                          : 0"
            }
            """;

    private static String inSandbox(String script) {
        Output output = fixture.outer.exec(
                fixture.sandbox,
                List.of("bash", "-s"),
                script.getBytes(StandardCharsets.UTF_8),
                Duration.ofSeconds(20));
        assertThat(output.exitCode()).as(output.stderr()).isZero();
        return output.stderr();
    }

    private static String run(GpuGrant gpus, String... argv) {
        Container container = fixture.engine.run(new RunRequest(
                EngineFixture.BASE,
                Map.of(),
                false,
                Optional.empty(),
                EngineFixture.limits(256 << 20),
                new Program(List.of(argv)),
                Optional.of(gpus)));
        try {
            ContainerState ended = fixture.engine.await(container, state -> !state.running(), Duration.ofSeconds(30));
            return ended.error().orElseGet(() -> fixture.engine.logs(container, 10_000));
        } finally {
            fixture.engine.remove(container);
        }
    }

    @Test
    void aRealDriverIsHandedOnAndItsGpusAreInItsOwnOrder() {
        inSandbox(TOOLKIT + "gpus\n");

        Gpus gpus = fixture.engine.gpus();
        assertThat(gpus.kind()).isEqualTo(Gpus.Kind.REAL);
        assertThat(gpus.uuids()).hasSize(2);
        assertThat(run(GpuGrant.full(List.of(0)), "/usr/bin/nvidia-smi", "-L"))
                .contains(gpus.uuids().getFirst())
                .doesNotContain(gpus.uuids().getLast());
        assertThat(run(
                        GpuGrant.asked(List.of(0, 1), Map.of()),
                        "python",
                        "-c",
                        "import ctypes, os; print(ctypes.CDLL('libcuda.so.1').cuInit(0), sorted(os.listdir('/dev')))"))
                .contains("0 [", "'nvidia0', 'nvidia1', 'nvidiactl'");
    }

    @Test
    void aDriverThatDoesNotWorkLeadsToTheSimulation() {
        String said = inSandbox(TOOLKIT + "nvidia-smi() { echo 'version mismatch' >&2; return 18; }\ngpus\n");

        assertThat(said).contains("not a driver that works: they are simulated");
        assertThat(fixture.engine.gpus().kind()).isEqualTo(Gpus.Kind.SIMULATED);
        assertThat(run(GpuGrant.full(List.of(0)), "/usr/bin/nvidia-smi", "-L")).contains("Drydock simulated GPU");
    }
}
