package dev.drydock.database;

import dev.drydock.files.Folders;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The programs of one PostgreSQL on one data folder: makes the folder, starts the server, ends it. */
final class PostgresProcess {

    private static final Duration START = Duration.ofSeconds(60);
    /** How long a fast shutdown may take before the server is killed, after which it recovers from its log. */
    private static final long STOP_SECONDS = 10;

    /** Where PostgreSQL's own choice does not fit one machine with few connections and little memory. */
    private static final Map<String, String> SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", "60",
            "shared_buffers", "32MB",
            "password_encryption", "scram-sha-256",
            "timezone", "UTC");

    private final Path programs;
    private final Path data;
    private final Path log;

    PostgresProcess(Path programs, Path data, Path log) {
        this.programs = programs;
        this.data = data;
        this.log = log;
    }

    /** Makes the data folder unless it is there: whole or not at all. */
    void initialise(String user, String password) {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            refuseOtherVersion();
            return;
        }
        Path part = data.resolveSibling("data.part");
        try {
            Folders.remove(part);
            Path secret = Files.createTempFile(data.getParent(), "password", "");
            try {
                Files.writeString(secret, password);
                run(
                        program("initdb"),
                        "--pgdata=" + part,
                        "--username=" + user,
                        "--auth=scram-sha-256",
                        "--pwfile=" + secret,
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--no-instructions");
            } finally {
                Files.delete(secret);
            }
            Files.move(part, data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the database's folder " + data, e);
        }
    }

    private void refuseOtherVersion() {
        try {
            String made = Files.readString(data.resolve("PG_VERSION")).strip();
            String ours = run(program("postgres"), "--version")
                    .replaceFirst(".* (\\d+)\\..*", "$1")
                    .strip();
            if (!made.equals(ours)) {
                throw new DatabaseException(
                        "The data in " + data + " is of PostgreSQL " + made + ", but Drydock brings " + ours
                                + " along.",
                        "Dump it with the older Drydock and load it into the new one: docs/operating.md says how.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts the server and waits until it takes connections.
     *
     * @throws DatabaseException when it does not
     */
    Process start(DatabaseAddress address, int port) {
        List<String> command = new ArrayList<>(program("postgres"));
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        try {
            Files.createDirectories(log.getParent());
            Process server = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            await(server, address);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL", e);
        }
    }

    private void await(Process server, DatabaseAddress address) {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try (Connection connection = address.unpooled().getConnection()) {
                return;
            } catch (SQLException notYet) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    server.destroyForcibly();
                    throw new DatabaseException(
                            "PostgreSQL does not start: " + lastLine(), "All that it says is in " + log + ".", notYet);
                }
            }
            pause();
        }
    }

    private String lastLine() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "it says nothing" : lines.getLast();
        } catch (IOException unreadable) {
            return "its log cannot be read";
        }
    }

    /** Ends the server that runs on the data, whoever started it: the process that did may have been killed. */
    void stop() {
        running().ifPresent(server -> {
            // SIGINT is the shutdown that waits for no client; Java itself can only send SIGTERM and SIGKILL.
            // The shell's own kill: images need not have the program.
            run(List.of("sh", "-c", "kill -s INT " + server.pid()));
            try {
                server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                server.destroyForcibly();
            } catch (ExecutionException | TimeoutException stuck) {
                server.destroyForcibly();
            }
        });
    }

    /** The server's process, as its own file names it; the id may have passed to another program since. */
    Optional<ProcessHandle> running() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(PostgresProcess::isPostgres);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, with the same files. */
    private List<String> program(String name) {
        String path = programs.resolve("bin").resolve(name).toString();
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U", path) : List.of(path);
    }

    private static String run(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new DatabaseException(
                        program.getLast() + " failed: " + said.strip(),
                        "Mend what it says, or set " + DatabaseAddress.VARIABLE
                                + " to a PostgreSQL that runs already.");
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + program.getLast(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
