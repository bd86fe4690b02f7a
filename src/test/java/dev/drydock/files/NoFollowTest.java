package dev.drydock.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class NoFollowTest {

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void writeFiles() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        Files.writeString(Files.createDirectories(root.resolve("a/b")).resolve("file"), "mine");
        Files.writeString(Files.createDirectories(folder.resolve("outside/b")).resolve("file"), "secret");
    }

    private String read(String path) throws IOException {
        try (InputStream in = NoFollow.open(root, Path.of(path))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void readsFilesInFolders() throws IOException {
        assertThat(read("a/b/file")).isEqualTo("mine");
    }

    @Test
    void followsNoLinkInAnyStep() throws IOException {
        Files.createSymbolicLink(root.resolve("a/link"), folder.resolve("outside/b/file"));
        Files.createSymbolicLink(root.resolve("linked"), folder.resolve("outside"));
        Files.createSymbolicLink(root.resolve("a/up"), Path.of("../../outside/b"));

        assertThatThrownBy(() -> read("a/link")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("linked/b/file")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("a/up/file")).isInstanceOf(IOException.class);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void doesNotWaitForWriterOfPipe() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThatThrownBy(() -> read("pipe")).isInstanceOf(IOException.class);
    }

    @Test
    void refusesFolders() {
        assertThatThrownBy(() -> read("a")).isInstanceOf(IOException.class);
    }
}
