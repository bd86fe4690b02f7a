package dev.drydock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.EngineException;
import dev.drydock.engine.OuterEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The machine's own engine, stopped and started again the way it was started before. */
final class EngineProcess {

    /** Sandboxes run engines too, whose processes are seen on this machine and may have lower numbers. */
    private static final Path PID_FILE = Path.of("/var/run/docker.pid");

    private static final Path NETWORKS = Path.of("/var/lib/docker/network/files/local-kv.db");

    private EngineProcess() {}

    static void restart() throws Exception {
        if (Files.isDirectory(Path.of("/run/systemd/system"))) {
            run("systemctl", "restart", "docker");
        } else {
            ProcessHandle engine = running();
            List<String> command = commandOf(engine);
            engine.destroy();
            engine.onExit().get(60, TimeUnit.SECONDS);
            startAgain(command);
        }
        Awaitility.await("the engine")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(EngineProcess::answers);
    }

    private static ProcessHandle running() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readString(PID_FILE).strip()))
                .filter(process -> process.info().command().orElse("").endsWith("/dockerd"))
                .orElseThrow(() -> new IllegalStateException(PID_FILE + " names no dockerd that runs"));
    }

    /** What was stopped while it made a network may leave one by which it panics at its start (libnetwork, reservePools). */
    private static void startAgain(List<String> command) throws IOException {
        Process engine = start(command);
        Awaitility.await("the engine, or its end")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> answers() || !engine.isAlive());
        if (!engine.isAlive()) {
            // A store that vanishes under an engine that runs makes every container it knows unreachable for good.
            assertThat(answers()).as("another engine answers").isFalse();
            Files.deleteIfExists(NETWORKS);
            var unused = start(command);
        }
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Files.createTempFile("dockerd", ".log").toFile()))
                .start();
    }

    private static boolean answers() {
        try (OuterEngine outer = OuterEngine.connect()) {
            outer.ping();
            return true;
        } catch (EngineException notYet) {
            return false;
        }
    }

    private static List<String> commandOf(ProcessHandle process) throws IOException {
        String line =
                Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.UTF_8);
        return List.of(line.split("\0"));
    }

    private static void run(String... command) throws Exception {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
        }
    }
}
