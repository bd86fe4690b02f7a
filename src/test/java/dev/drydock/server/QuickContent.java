package dev.drydock.server;

import dev.drydock.sandbox.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A content folder with one exercise that is graded in seconds, on the project's own bases. */
final class QuickContent {

    static final String EXERCISE = "quick";

    private QuickContent() {}

    /** Makes it in a folder, for {@code DRYDOCK_ROOT}. */
    static Path in(Path folder) {
        Path root = Home.fromEnvironment().root();
        try {
            FolderCopy.copy(root.resolve("src/test/resources/content"), folder);
            Files.createSymbolicLink(folder.resolve("bases"), root.resolve("bases"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
