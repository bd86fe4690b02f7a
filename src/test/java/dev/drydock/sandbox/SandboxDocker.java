package dev.drydock.sandbox;

import dev.drydock.engine.OuterEngine;
import dev.drydock.engine.SandboxShell.Output;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Docker's own command line in a sandbox, as learners use it at home: one sandbox for all tests of a class, emptied after
 * the last.
 */
public final class SandboxDocker implements BeforeAllCallback, AfterAllCallback {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String FOLDER = "/lab";

    /** What there is between the first test and the last. */
    private record Open(SandboxPool.Lease lease, OuterEngine outer) {}

    private @Nullable Open open;

    @Override
    public void beforeAll(ExtensionContext context) {
        SandboxPool.Lease lease = TestSandbox.lease();
        try {
            open = new Open(lease, OuterEngine.connect());
        } catch (RuntimeException unreachable) {
            lease.close();
            throw unreachable;
        }
    }

    /**
     * What a command did.
     *
     * @param text all that it wrote
     */
    public record Answer(int exitCode, String text) {}

    /** Puts a folder with its content into the sandbox, in place of one of the same name. */
    public void bring(Path folder, String name) {
        remove(FOLDER + "/" + name);
        open().outer().copyInto(container(), folder, FOLDER + "/" + name);
    }

    /** Runs {@code docker build} for a folder that was brought. */
    public Answer build(String folder, String dockerfile, List<String> options) {
        List<String> command = new ArrayList<>(List.of("docker", "build", "--progress", "plain", "--add-host"));
        command.add("mirror:"
                + Objects.requireNonNull(open().lease().sandbox().buildHosts().get("mirror")));
        command.addAll(options);
        command.addAll(List.of("-f", FOLDER + "/" + folder + "/" + dockerfile, FOLDER + "/" + folder));
        return run(command.toArray(String[]::new));
    }

    /** Runs a shell's commands where the folders are. */
    public Answer shell(String commands) {
        return run("sh", "-ec", "cd " + FOLDER + "; " + commands);
    }

    private void remove(String path) {
        Answer answer = run("rm", "-rf", path);
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("cannot remove " + path + ": " + answer.text());
        }
    }

    private Answer run(String... command) {
        Output output = open().outer().exec(container(), List.of(command), new byte[0], LIMIT);
        return new Answer(output.exitCode(), output.stderr() + new String(output.stdout(), StandardCharsets.UTF_8));
    }

    private String container() {
        return open().lease().sandbox().containerId();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (open != null) {
            try (var lease = open.lease();
                    var outer = open.outer()) {
                remove(FOLDER);
            }
        }
    }

    private Open open() {
        return Objects.requireNonNull(open, "a sandbox is there while tests run");
    }
}
