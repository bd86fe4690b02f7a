package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A program in a running container, started through {@code exec}. The container needs a shell and coreutils' {@code
 * timeout}: the engine's API can neither end an exec nor, without a second look that can come too early, tell its exit
 * code.
 */
final class ExecCall {

    /** Runs the arguments after the first, which is the limit in seconds, and writes the exit code as the last words. */
    private static final String WRAPPER = "timeout -s KILL \"$@\"; printf '\\0%d' $? >&2";

    private static final int KILLED = 137;
    /** For the way to the engine and back, before an engine that does not end an exec is given up. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private ExecCall() {}

    static SandboxShell.Output run(
            EngineApi api, String container, List<String> command, byte[] stdin, Duration limit) {
        List<String> wrapped = new ArrayList<>(List.of("sh", "-c", WRAPPER, "sh", seconds(limit)));
        wrapped.addAll(command);
        long began = System.nanoTime();
        Streams streams = new Streams();
        try (Hijack hijack = start(api, container, wrapped, stdin.length > 0);
                Deadline deadline = Deadline.after(limit.plus(GRACE), () -> closeQuietly(hijack))) {
            feed(hijack, stdin);
            Frames.read(hijack.in(), streams);
            if (deadline.passed()) {
                throw tooLong(command, limit);
            }
        } catch (IOException e) {
            throw new EngineException("Running " + command.getFirst() + " in the container broke off", e);
        }
        SandboxShell.Output output = streams.output(command);
        if (output.exitCode() == KILLED && System.nanoTime() - began >= limit.toNanos()) {
            throw tooLong(command, limit);
        }
        return output;
    }

    /** Creates and starts an exec with the streams attached. */
    static Hijack start(EngineApi api, String container, List<String> command, boolean stdin) throws IOException {
        JsonNode exec = api.post(
                Url.of("/containers/", container, "/exec"),
                Map.of("AttachStdin", stdin, "AttachStdout", true, "AttachStderr", true, "Cmd", command));
        return Hijack.post(
                api.address(),
                Url.of("/exec/", exec.path("Id").asText(), "/start"),
                Map.of("Detach", false, "Tty", false));
    }

    private static void feed(Hijack hijack, byte[] stdin) throws IOException {
        if (stdin.length == 0) {
            return;
        }
        // Beside the reading: a program that writes before it has read everything would wait for us for ever.
        Thread.ofVirtual().name("exec-stdin").start(() -> {
            try {
                hijack.out().write(stdin);
                hijack.shutdownOutput();
            } catch (IOException e) {
                // The program ended without reading its input, which is its right.
            }
        });
    }

    private static String seconds(Duration limit) {
        return String.format(Locale.ROOT, "%.3f", limit.toMillis() / 1000.0);
    }

    private static EngineException tooLong(List<String> command, Duration limit) {
        return new EngineException(command.getFirst() + " in the container took longer than " + limit);
    }

    private static void closeQuietly(Hijack hijack) {
        try {
            hijack.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Streams implements Frames.Sink {
        private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

        @Override
        public void accept(boolean error, byte[] buffer, int length) {
            (error ? stderr : stdout).write(buffer, 0, length);
        }

        SandboxShell.Output output(List<String> command) {
            String words = stderr.toString(StandardCharsets.UTF_8);
            int end = words.lastIndexOf('\0');
            if (end < 0) {
                throw new EngineException(command.getFirst() + " in the container ended without a status: " + words);
            }
            int code = Integer.parseInt(words.substring(end + 1));
            return new SandboxShell.Output(code, stdout.toByteArray(), words.substring(0, end));
        }
    }
}
