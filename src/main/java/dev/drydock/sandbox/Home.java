package dev.drydock.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where Drydock keeps things on this machine.
 *
 * @param root the checkout or installation: {@code bases/}, {@code exercises/}, {@code graders/}
 * @param data state that outlives a process, {@code ~/.drydock} unless {@code DRYDOCK_HOME} says otherwise
 */
public record Home(Path root, Path data) {

    /** Reads {@code DRYDOCK_ROOT} (set by the launcher) and {@code DRYDOCK_HOME}. */
    public static Home fromEnvironment() {
        Path root = Path.of(Optional.ofNullable(System.getenv("DRYDOCK_ROOT")).orElse("."))
                .toAbsolutePath()
                .normalize();
        Path data = Optional.ofNullable(System.getenv("DRYDOCK_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".drydock"))
                .toAbsolutePath();
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + data + "; set DRYDOCK_HOME to a folder you own", e);
        }
        return new Home(root, data);
    }

    public Path bases() {
        return root.resolve("bases");
    }
}
