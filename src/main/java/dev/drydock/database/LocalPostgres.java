package dev.drydock.database;

import dev.drydock.files.ProcessLock;
import dev.drydock.files.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

/**
 * The PostgreSQL that Drydock brings along. It listens on the loopback address alone, on a port that is free, with a password
 * that only the owner of the data can read. If it ends although nobody asked it to, it is started again. Why it is
 * driven here and not by a library: {@code docs/decisions/0006-embedded-postgresql.md}.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LocalPostgres.class.getName());
    private static final String USER = "drydock";
    /** The file that tells other processes of this machine the port. */
    private static final String PORT = "port";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Path folder;
    private final ProcessLock lock;
    private final PostgresProcess programs;
    private final DatabaseAddress address;
    private final int port;
    private boolean closed;

    private LocalPostgres(Path folder, ProcessLock lock) {
        this.folder = folder;
        this.lock = lock;
        this.programs = new PostgresProcess(
                PostgresBinaries.unpackedIn(folder), folder.resolve("data"), folder.resolve("log/postgresql.log"));
        // Left over from a Drydock that was killed: nobody else can be using it, the lock is ours.
        programs.stop();
        this.port = port(folder);
        this.address = address(port, password(folder));
    }

    /**
     * Starts it on its data, which are made the first time.
     *
     * @param folder that holds data, programs and password
     * @throws DatabaseException when another process uses the data, or when it does not start
     */
    public static LocalPostgres start(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder, e);
        }
        ProcessLock lock = ProcessLock.tryExclusive(folder.resolve("use.lock"))
                .orElseThrow(() -> new DatabaseException(
                        "Another Drydock uses the database in " + folder + ".",
                        "Stop it with ./drydock down, give this one a DRYDOCK_HOME of its own, or share a PostgreSQL by "
                                + DatabaseAddress.VARIABLE + "."));
        try {
            var postgres = new LocalPostgres(folder, lock);
            postgres.open();
            return postgres;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** One that another process of this machine has started, if there is one. */
    public static Optional<DatabaseAddress> running(Path folder) {
        if (!Files.exists(folder.resolve(PORT))) {
            return Optional.empty();
        }
        Optional<ProcessLock> lock = ProcessLock.tryExclusive(folder.resolve("use.lock"));
        if (lock.isPresent()) {
            lock.get().close();
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(Files.readString(folder.resolve(PORT)).strip());
            return Optional.of(address(port, password(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends the server that a killed process left, if there is one.
     *
     * @return whether there was one
     */
    public static boolean endOrphan(Path folder) {
        if (!Files.exists(folder.resolve(PORT))) {
            return false;
        }
        try (ProcessLock lock =
                ProcessLock.tryExclusive(folder.resolve("use.lock")).orElse(null)) {
            var programs = new PostgresProcess(folder, folder.resolve("data"), folder.resolve("log"));
            if (lock == null || programs.running().isEmpty()) {
                return false;
            }
            programs.stop();
            return true;
        }
    }

    private void open() {
        programs.initialise(USER, address.password());
        Process server = programs.start(address, port);
        try {
            Path part = Files.createTempFile(folder, "port", "");
            Files.writeString(part, Integer.toString(port));
            Files.move(part, folder.resolve(PORT), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("postgres-watch").start(() -> watch(server));
    }

    private void watch(Process first) {
        Process server = first;
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                server.waitFor();
                Thread.sleep(pause);
                Optional<Process> again = startAgain();
                if (again.isEmpty()) {
                    return;
                }
                server = again.get();
                pause = FIRST_PAUSE;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException stillDown) {
                LOG.log(Level.ERROR, "PostgreSQL could not be started again: " + stillDown.getMessage());
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
            }
        }
    }

    private synchronized Optional<Process> startAgain() {
        if (closed) {
            return Optional.empty();
        }
        LOG.log(Level.ERROR, "PostgreSQL ended by itself; starting it again");
        return Optional.of(programs.start(address, port));
    }

    public DatabaseAddress address() {
        return address;
    }

    /** The server's process, while there is one. */
    Optional<ProcessHandle> process() {
        return programs.running();
    }

    /** Ends it; data stay. */
    @Override
    public synchronized void close() {
        closed = true;
        programs.stop();
        lock.close();
    }

    private static DatabaseAddress address(int port, String password) {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password);
    }

    private static String password(Path folder) {
        return SecretFile.of(folder.resolve("password"));
    }

    /** The one that it had before, if that is free: others may have been told of it. */
    private static int port(Path folder) {
        try {
            int before = Integer.parseInt(Files.readString(folder.resolve(PORT)).strip());
            return freePort(before).or(() -> freePort(0)).orElseThrow();
        } catch (NoSuchFileException first) {
            return freePort(0).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Integer> freePort(int wanted) {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return Optional.of(socket.getLocalPort());
        } catch (IOException taken) {
            return Optional.empty();
        }
    }
}
