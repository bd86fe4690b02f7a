package dev.drydock.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Perl program among the resources that reads layers in the sandbox and answers in fields that a NUL ends. */
final class LayerScript {

    private final String program;
    private final String name;

    private LayerScript(String name, String program) {
        this.name = name;
        this.program = program;
    }

    static LayerScript load(String name) {
        try (InputStream in = LayerScript.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not among the resources");
            }
            return new LayerScript(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs it.
     *
     * @throws EngineException when it failed, took too long or broke off
     */
    List<String> run(SandboxShell shell, List<String> arguments, byte[] stdin, Duration limit) {
        List<String> command = new ArrayList<>(List.of("perl", "-e", program));
        command.addAll(arguments);
        SandboxShell.Output output = shell.exec(command, stdin, limit);
        if (output.exitCode() != 0) {
            throw new EngineException(name + " ended with " + output.exitCode() + ": " + output.stderr());
        }
        String text = new String(output.stdout(), StandardCharsets.UTF_8);
        if (!text.isEmpty() && !text.endsWith("\0")) {
            throw new EngineException("What " + name + " answered broke off");
        }
        List<String> fields = Arrays.asList(text.split("\0", -1));
        return fields.subList(0, fields.size() - 1);
    }
}
