package dev.drydock.cli;

import dev.drydock.sandbox.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the server in a process of its own, which goes on when this one has ended. */
final class Detached {

    /** How the server says where it answers. */
    static final String READY = "Drydock is ready: ";

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String OPTION = "--detach";

    private final Path log;

    Detached(Home home) {
        this.log = home.data().resolve("log").resolve("server.log");
    }

    /** Waits until the server answers or has ended. */
    int start() throws InterruptedException {
        try {
            Files.createDirectories(log.getParent());
            Process server = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            return await(server);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the server", e);
        }
    }

    /** This process's own command line, without the option that led here. A session of its own outlives the terminal. */
    private static List<String> command() {
        ProcessHandle.Info own = ProcessHandle.current().info();
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.add(own.command().orElseThrow());
        for (String argument : own.arguments().orElseThrow()) {
            if (!argument.equals(OPTION)) {
                command.add(argument);
            }
        }
        return command;
    }

    private int await(Process server) throws IOException, InterruptedException {
        int shown = 0;
        while (true) {
            boolean alive = server.isAlive();
            List<String> lines = Files.readAllLines(log);
            Optional<String> ready =
                    lines.stream().filter(line -> line.startsWith(READY)).findFirst();
            for (; shown < lines.size(); shown++) {
                if (!lines.get(shown).startsWith(READY)) {
                    System.err.println(lines.get(shown));
                }
            }
            if (ready.isPresent()) {
                System.out.println(ready.get());
                System.err.println(
                        "It goes on in the background; its log is " + log + ". Stop it with ./drydock down.");
                return ExitStatus.PASSED;
            }
            if (!alive) {
                return server.exitValue() == 0 ? ExitStatus.PLATFORM : server.exitValue();
            }
            Thread.sleep(PAUSE);
        }
    }
}
