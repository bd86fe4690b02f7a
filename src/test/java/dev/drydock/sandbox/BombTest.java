package dev.drydock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildRequest;
import dev.drydock.engine.Container;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.ContextTar;
import dev.drydock.engine.RunRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs that take all they can get: they end, and the sandbox's engine still answers. */
@Tag("engine")
class BombTest {

    private static final String MEMORY = "python -c \"x=[bytearray(64<<20) for _ in range(200)]\"";

    /** Ends by itself once it is refused another process. */
    private static final String FORKS = """
            python -c "
            import os, sys, time
            made = 0
            try:
                while made < 5000:
                    if os.fork() == 0:
                        time.sleep(20)
                        os._exit(0)
                    made += 1
            except OSError:
                sys.exit(7)
            \"""";

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = TestSandbox.host().startSandbox(TestSandbox.withDisk(1L << 30));
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    private static BuildOutcome run(String command) {
        String dockerfile = "FROM python:3.11-slim\nRUN <<'BOMB'\n" + command + "\nBOMB\n";
        return build("bomb:run", dockerfile);
    }

    private static BuildOutcome build(String tag, String dockerfile) {
        return sandbox.engine()
                .build(
                        new BuildRequest(
                                ContextTar.of(Map.of("Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8))),
                                "Dockerfile",
                                tag,
                                Map.of(),
                                Optional.empty(),
                                Map.of(),
                                Duration.ofMinutes(2),
                                1 << 20),
                        event -> {});
    }

    private static String limit(BuildOutcome outcome) {
        assertThat(outcome).isInstanceOf(BuildOutcome.LimitReached.class);
        return ((BuildOutcome.LimitReached) outcome).limit().reason();
    }

    private static void assertStillWorks() {
        assertThat(build("after:bomb", "FROM python:3.11-slim\nRUN echo $((6 * 7))\n"))
                .isInstanceOf(BuildOutcome.Built.class);
    }

    private static ContainerState ended(String command) {
        assertThat(build("bomb:container", "FROM python:3.11-slim\nCMD " + command + "\n"))
                .isInstanceOf(BuildOutcome.Built.class);
        Container container = sandbox.engine()
                .run(new RunRequest(
                        "bomb:container",
                        Map.of(),
                        false,
                        Optional.empty(),
                        TestSandbox.host().limits().run()));
        try {
            return sandbox.engine().await(container, state -> !state.running(), Duration.ofSeconds(60));
        } finally {
            sandbox.engine().remove(container);
        }
    }

    @Test
    void memoryHogInRunStepIsKilled() {
        BuildOutcome outcome = run(MEMORY);
        assertThat(limit(outcome)).contains("killed for lack of memory").contains("2.75 GiB");
        assertStillWorks();
    }

    @Test
    void memoryHogInContainerIsKilled() {
        ContainerState state = ended(MEMORY);
        assertThat(state.running()).isFalse();
        assertThat(state.outOfMemory()).isTrue();
        assertStillWorks();
    }

    @Test
    void forkBombInRunStepIsRefusedMoreProcesses() {
        BuildOutcome outcome = run(FORKS);
        assertThat(limit(outcome)).contains("more than the 1000 processes and threads");
        assertStillWorks();
    }

    @Test
    void forkBombInContainerIsRefusedMoreProcesses() {
        // PID 1 is the one that is refused; what it started goes with it.
        ContainerState state = ended("[\"python\", \"-c\", \"import os, time\\ntry:\\n  while True:\\n"
                + "    if os.fork() == 0: time.sleep(60)\\nexcept OSError: os._exit(7)\"]");
        assertThat(state.running()).isFalse();
        assertThat(state.exitCode()).isEqualTo(7);
        assertStillWorks();
    }

    @Test
    void diskFillEndsAtTheSandboxsOwnDisk() {
        BuildOutcome outcome = run("dd if=/dev/zero of=/fill bs=1M count=4000");
        assertThat(limit(outcome)).contains("The disk is full").contains("MiB together");
        sandbox.empty();
        assertStillWorks();
    }
}
