package dev.drydock.sandbox;

import dev.drydock.engine.OuterEngine;
import dev.drydock.engine.SandboxShell.Output;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Docker's own command line in a sandbox, as learners use it at home. The sandbox is emptied at the end. */
public final class SandboxDocker implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String FOLDER = "/lab";

    private final SandboxPool.Lease lease;
    private final OuterEngine outer;

    public SandboxDocker() {
        lease = TestSandbox.lease();
        try {
            outer = OuterEngine.connect();
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
        outer.copyInto(container(), folder, FOLDER + "/" + name);
    }

    /** Runs {@code docker build} for a folder that was brought. */
    public Answer build(String folder, String dockerfile, List<String> options) {
        List<String> command = new ArrayList<>(List.of("docker", "build", "--progress", "plain", "--add-host"));
        command.add(
                "mirror:" + Objects.requireNonNull(lease.sandbox().buildHosts().get("mirror")));
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
        Output output = outer.exec(container(), List.of(command), new byte[0], LIMIT);
        return new Answer(output.exitCode(), output.stderr() + new String(output.stdout(), StandardCharsets.UTF_8));
    }

    private String container() {
        return lease.sandbox().containerId();
    }

    @Override
    public void close() {
        try (lease;
                outer) {
            remove(FOLDER);
        }
    }
}
