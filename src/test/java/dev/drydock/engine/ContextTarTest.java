package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextTarTest {

    @TempDir
    private Path folder;

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static byte[] bytes(BuildContext context) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        context.writeTo(out);
        return out.toByteArray();
    }

    /** One line an entry: type, mode in octal, name, and content or target of a link. */
    private static List<String> entries(BuildContext context) throws IOException {
        List<String> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes(context)), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String type = entry.isDirectory() ? "d" : entry.isSymbolicLink() ? "l" : "f";
                String content = entry.isSymbolicLink()
                        ? entry.getLinkName()
                        : new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(entry.getLongUserId()).isZero();
                assertThat(entry.getLongGroupId()).isZero();
                assertThat(entry.getLastModifiedTime()).isEqualTo(FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
                entries.add("%s %o %s %s"
                        .formatted(type, entry.getMode() & 0777, entry.getName(), content)
                        .strip());
            }
        }
        return entries;
    }

    @Test
    void packsTheSameFilesToTheSameBytes() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        write("one/b", "2");
        write("one/a/x", "1");
        write("two/a/x", "1");
        Path touched = write("two/b", "2");
        Files.setLastModifiedTime(touched, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        Files.setPosixFilePermissions(touched, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(bytes(ContextTar.of(List.of(one)))).isEqualTo(bytes(ContextTar.of(List.of(two))));
        assertThat(entries(ContextTar.of(List.of(one)))).containsExactly("d 755 a/", "f 644 a/x 1", "f 644 b 2");
    }

    @Test
    void keepsTheExecutableBitAndLinks() throws IOException {
        Files.setPosixFilePermissions(write("in/run", "x"), PosixFilePermissions.fromString("rwxr--r--"));
        write("outside", "secret");
        Files.createSymbolicLink(folder.resolve("in/link"), Path.of("../outside"));
        Files.createSymbolicLink(folder.resolve("in/dir"), Path.of(".."));

        assertThat(entries(ContextTar.of(List.of(folder.resolve("in")))))
                .containsExactly("l 777 dir ..", "l 777 link ../outside", "f 755 run x");
    }

    @Test
    void laterFoldersWinFileByFile() throws IOException {
        write("low/keep", "1");
        write("low/both", "1");
        write("low/sub/a", "1");
        write("low/becomes-file/inner/x", "1");
        write("low/becomes-folder", "1");
        write("high/both", "2");
        write("high/sub/b", "2");
        write("high/becomes-file", "2");
        write("high/becomes-folder/x", "2");

        ContextTar tar = ContextTar.of(List.of(folder.resolve("low"), folder.resolve("high")));

        assertThat(entries(tar))
                .containsExactly(
                        "f 644 becomes-file 2",
                        "d 755 becomes-folder/",
                        "f 644 becomes-folder/x 2",
                        "f 644 both 2",
                        "f 644 keep 1",
                        "d 755 sub/",
                        "f 644 sub/a 1",
                        "f 644 sub/b 2");
        assertThat(tar.files()).isEqualTo(6);
        assertThat(tar.bytes()).isEqualTo(6);
    }

    @Test
    void aLinkInTheWayIsReplacedAndNotFollowed() throws IOException {
        write("low/real/x", "1");
        Files.createSymbolicLink(folder.resolve("low/data"), Path.of("real"));
        write("high/data/x", "2");

        assertThat(entries(ContextTar.of(List.of(folder.resolve("low"), folder.resolve("high")))))
                .containsExactly("d 755 data/", "f 644 data/x 2", "d 755 real/", "f 644 real/x 1");
    }

    @Test
    void replacesAndAddsFromMemory() throws IOException {
        Files.setPosixFilePermissions(write("in/app.py", "1"), PosixFilePermissions.fromString("rwxr-xr-x"));
        ContextTar tar = ContextTar.of(List.of(folder.resolve("in")));

        ContextTar edited =
                tar.with(Map.of("app.py", "1\n# nonce".getBytes(StandardCharsets.UTF_8), "new/file", new byte[] {'n'}));

        // A replaced file stays executable: the edit is to its content alone.
        assertThat(entries(edited)).containsExactly("f 755 app.py 1\n# nonce", "d 755 new/", "f 644 new/file n");
        assertThat(entries(tar)).containsExactly("f 755 app.py 1");
    }

    @Test
    void leavesOutWhatIsExcludedButForWhatIsAlwaysSent() throws IOException {
        write("in/Dockerfile", "d");
        write("in/data/big", "b");
        write("in/data/keep", "k");
        write("in/logs/x", "l");
        ContextTar tar = ContextTar.of(List.of(folder.resolve("in")));

        ContextTar sent = tar.without(path -> !path.equals("data/keep"), Set.of("Dockerfile"));

        assertThat(entries(sent)).containsExactly("f 644 Dockerfile d", "d 755 data/", "f 644 data/keep k");
        assertThat(sent.paths()).containsExactly("Dockerfile", "data/keep");
        assertThat(sent.files()).isEqualTo(2);
    }

    @Test
    void carriesNamesOfEveryKind() throws IOException {
        String longName = "ü".repeat(60) + "/" + "x".repeat(120) + "/" + "line\nbreak";
        write("in/" + longName, "1");

        assertThat(entries(ContextTar.of(List.of(folder.resolve("in"))))).contains("f 644 " + longName + " 1");
    }

    @Test
    void refusesWhatIsNoFile() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(in.resolve("socket")));

            assertThatThrownBy(() -> ContextTar.of(List.of(in)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("socket");
        }
    }

    @Test
    void aFileThatBecameALinkIsNotFollowed() throws IOException {
        Path file = write("in/file", "1234567");
        write("secret", "secrets");
        ContextTar tar = ContextTar.of(List.of(folder.resolve("in")));
        Files.delete(file);
        Files.createSymbolicLink(file, folder.resolve("secret"));

        assertThatThrownBy(() -> bytes(tar)).isInstanceOf(IOException.class);
    }

    @Test
    void aFolderThatBecameALinkIsNotFollowed() throws IOException {
        Path file = write("in/sub/file", "1234567");
        write("secrets/file", "secrets");
        ContextTar tar = ContextTar.of(List.of(folder.resolve("in")));
        Files.delete(file);
        Files.delete(file.getParent());
        Files.createSymbolicLink(file.getParent(), folder.resolve("secrets"));

        assertThatThrownBy(() -> bytes(tar)).isInstanceOf(IOException.class);
    }

    @Test
    void aFolderReachedThroughALinkIsPackedAsTheLinkAlone() throws IOException {
        write("outside/secret", "s");
        Files.createDirectory(folder.resolve("in"));
        Files.createSymbolicLink(folder.resolve("in/sub"), folder.resolve("outside"));

        assertThat(entries(ContextTar.of(List.of(folder.resolve("in")))))
                .containsExactly("l 777 sub " + folder.resolve("outside"));
    }
}
