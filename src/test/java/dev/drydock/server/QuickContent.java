package dev.drydock.server;

import dev.drydock.sandbox.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A content folder with one exercise that is graded in seconds, on the project's own bases. */
final class QuickContent {

    static final String EXERCISE = "quick";

    private QuickContent() {}

    /** Makes it in a folder, for {@code DRYDOCK_ROOT}. */
    static Path in(Path folder) {
        Path root = Home.fromEnvironment().root();
        try {
            copy(root.resolve("src/test/resources/content"), folder);
            Files.createSymbolicLink(folder.resolve("bases"), root.resolve("bases"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        }
    }
}
