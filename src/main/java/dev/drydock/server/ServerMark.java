package dev.drydock.server;

import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The note that a server leaves of itself, so that {@code down} finds it. It names the process by its start time as well. */
public final class ServerMark {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path file;

    public ServerMark(Home home) {
        this.file = home.data().resolve("server.pid");
    }

    /** Notes this process. */
    void leave() {
        try {
            Files.writeString(file, Owner.current().token());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server that runs, if one does. */
    public Optional<ProcessHandle> running() {
        try {
            return Owner.parse(Files.readString(file).strip())
                    .filter(Owner::isAlive)
                    .flatMap(owner -> ProcessHandle.of(owner.pid()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Tells the server to end, and waits until it has: it finishes gradings or hands them back.
     *
     * @return whether there was one
     */
    public boolean end() {
        Optional<ProcessHandle> server = running();
        server.ifPresent(process -> {
            process.destroy();
            try {
                process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException stuck) {
                process.destroyForcibly();
            }
        });
        return server.isPresent();
    }
}
