package dev.drydock.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Lays out content for a test. */
public final class FolderCopy {

    private FolderCopy() {}

    /** Copies a file, or a folder with all that is in it; what is on the way there is made. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                    Files.copy(path, copy);
                }
            }
        }
    }
}
