package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.drydock.engine.RunRequest.Program;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds of the simulated driver is not tried on a machine with a GPU, whose sandboxes have that one. */
@Tag("engine")
class GpuEngineTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    private static final String ASK = """
            import ctypes
            driver = ctypes.CDLL('libcuda.so.1')
            count = ctypes.c_int()
            print('init', driver.cuInit(0), 'count', driver.cuDeviceGetCount(ctypes.byref(count)), count.value)
            """;

    private Container container = new Container("", "", Optional.of("none"));

    @AfterEach
    void remove() {
        fixture.engine.remove(container);
    }

    private String run(Map<String, String> environment, Optional<GpuGrant> gpus, String... argv) {
        remove();
        container = fixture.engine.run(new RunRequest(
                EngineFixture.BASE,
                environment,
                false,
                Optional.empty(),
                EngineFixture.limits(256 << 20),
                new Program(List.of(argv)),
                gpus));
        ContainerState ended = fixture.engine.await(container, state -> !state.running(), Duration.ofSeconds(30));
        return ended.error().orElseGet(() -> fixture.engine.logs(container, 10_000));
    }

    @Test
    void aContainerSeesTheGpusThatItGets() {
        Gpus gpus = fixture.engine.gpus();

        int last = gpus.uuids().size() - 1;

        String listed = run(Map.of(), Optional.of(GpuGrant.full(List.of(last))), "/usr/bin/nvidia-smi", "-L");

        assertThat(listed).contains(gpus.uuids().get(last));
        assertThat(listed.lines()).hasSize(1);
    }

    @Test
    void aContainerWithoutSeesNone() {
        assertThat(run(
                        Map.of(),
                        Optional.empty(),
                        "sh",
                        "-c",
                        "ls /dev/nvidia0 /usr/bin/nvidia-smi; find / -name 'libcuda*'"))
                .contains("'/dev/nvidia0': No such file", "'/usr/bin/nvidia-smi': No such file")
                .doesNotContain("libcuda");
        assertThat(fixture.engine.gpuCalls(container)).isEmpty();
    }

    @Test
    void eightAreSimulated() {
        assumeSimulated();
        assertThat(fixture.engine.gpus().uuids()).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void theSimulatedDriverTellsWhoAskedIt() {
        assumeSimulated();
        assertThat(run(Map.of(), Optional.of(GpuGrant.full(List.of(0, 1))), "python", "-c", ASK))
                .contains("init 0 count 0 2");
        assertThat(fixture.engine.gpuCalls(container)).containsExactly("cuInit", "cuDeviceGetCount");
    }

    @Test
    void theSimulatedDriverShowsWhatCudaVisibleDevicesNames() {
        assumeSimulated();
        Optional<GpuGrant> two = Optional.of(GpuGrant.full(List.of(1, 3)));
        for (var each : Map.of("0", 1, "1,0", 2, "1,7", 1).entrySet()) {
            assertThat(run(Map.of("CUDA_VISIBLE_DEVICES", each.getKey()), two, "python", "-c", ASK))
                    .contains("init 0 count 0 " + each.getValue());
        }
        for (String none : List.of("", "-1", "7", "gpu")) {
            assertThat(run(Map.of("CUDA_VISIBLE_DEVICES", none), two, "python", "-c", ASK))
                    .contains("init 100");
            assertThat(fixture.engine.gpuCalls(container))
                    .containsExactly("cuInit found no device", "cuDeviceGetCount");
        }
    }

    @Test
    void whoeverTheContainerRunsAsMayAsk() {
        assumeSimulated();
        Image image = fixture.image("nobody", "FROM %s\nUSER 1234\n".formatted(EngineFixture.BASE), Map.of());
        container = fixture.engine.run(new RunRequest(
                image.id(),
                Map.of(),
                true,
                Optional.empty(),
                EngineFixture.limits(256 << 20),
                new Program(List.of("python", "-c", ASK)),
                Optional.of(GpuGrant.full(List.of(0)))));
        fixture.engine.await(container, state -> !state.running(), Duration.ofSeconds(30));

        assertThat(fixture.engine.gpuCalls(container)).contains("cuInit");
    }

    @Test
    void notesThatAreNoFileAreNoNotes() {
        Optional<GpuGrant> one = Optional.of(GpuGrant.full(List.of(0)));
        for (String trick : List.of("mkfifo", "ln -s /etc/passwd", "mkdir", "ln -s /dev/zero")) {
            assertThat(run(Map.of(), one, "sh", "-c", trick + " " + GpuGrant.CALLS_FOLDER + "/calls && echo made"))
                    .contains("made");
            assertThat(fixture.engine.gpuCalls(container)).as(trick).isEmpty();
        }
        run(Map.of(), one, "sh", "-c", "yes > %s/calls & sleep 0.5; kill $!".formatted(GpuGrant.CALLS_FOLDER));
        assertThat(fixture.engine.gpuCalls(container)).hasSize(1);
    }

    @Test
    void notesAreFew() {
        String flood = "cd %s; for i in $(seq 1000); do touch f$i || break; done 2>/dev/null; ls | wc -l"
                .formatted(GpuGrant.CALLS_FOLDER);
        String files = run(Map.of(), Optional.of(GpuGrant.full(List.of(0))), "sh", "-c", flood);

        assertThat(Integer.parseInt(files.strip())).isLessThan(16);
    }

    @Test
    void notesGoAwayWithTheContainer() {
        run(Map.of(), Optional.of(GpuGrant.full(List.of(0))), "python", "-c", ASK);
        fixture.engine.remove(container);
        assertThat(notes()).isEmpty();

        run(Map.of(), Optional.of(GpuGrant.full(List.of(0))), "python", "-c", ASK);
        assertThat(notes()).isNotEmpty();
        fixture.engine.empty(Set.copyOf(
                fixture.engine.images().stream().map(ImageSummary::id).toList()));
        assertThat(notes()).isEmpty();
    }

    private static void assumeSimulated() {
        assumeThat(fixture.engine.gpus().kind()).isEqualTo(Gpus.Kind.SIMULATED);
    }

    private static String notes() {
        var listed = fixture.outer.exec(
                fixture.sandbox, List.of("ls", "/var/lib/docker/gpu-calls"), new byte[0], Duration.ofSeconds(5));
        return new String(listed.stdout(), StandardCharsets.UTF_8);
    }
}
