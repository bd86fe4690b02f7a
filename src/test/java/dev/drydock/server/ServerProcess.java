package dev.drydock.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The application as it was built, serving in a process of its own, which can be killed. */
public final class ServerProcess implements AutoCloseable {

    private static final String READY = "Drydock is ready: ";
    private static final Duration START = Duration.ofSeconds(90);

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final URI url;

    private ServerProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
        this.url = URI.create(awaitLine(READY).substring(READY.length()));
    }

    /**
     * Starts {@code up} and waits until it answers.
     *
     * @param environment added to this process's own
     * @param arguments such as {@code --port 8080}; by default any port that is free
     */
    public static ServerProcess start(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-jar",
                application().toString(),
                "up"));
        command.addAll(arguments.length == 0 ? List.of("--port", "0") : List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is started. */
    static Path application() {
        Path jar =
                Path.of(Optional.ofNullable(System.getenv("DRYDOCK_APP")).orElse("target/quarkus-app/quarkus-run.jar"));
        if (!Files.exists(jar)) {
            throw new IllegalStateException("there is no " + jar.toAbsolutePath()
                    + "; these tests run the built application: use ./drydock test, or mvn package first");
        }
        return jar;
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                System.err.println("  server " + process.pid() + "  " + line);
                lines.add(line);
            }
        } catch (IOException killed) {
            // Nothing more comes.
        }
        lines.add("(it has ended)");
    }

    private String awaitLine(String part) {
        long deadline = System.nanoTime() + START.toNanos();
        try {
            while (true) {
                String line = lines.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (line == null || line.equals("(it has ended)")) {
                    process.destroyForcibly();
                    throw new IllegalStateException("the server did not say \"" + part + "\"");
                }
                if (line.contains(part)) {
                    return line.substring(line.indexOf(part));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where it answers, ending with a slash. */
    public URI url() {
        return url;
    }

    /** The address of something on it. */
    public URI at(String path) {
        return url.resolve(path);
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM; waits until it has ended, however long that takes. */
    public Duration terminate() {
        long began = System.nanoTime();
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
