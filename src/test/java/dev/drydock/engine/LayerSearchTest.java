package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.engine.LayerSearch.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search's pieces, run on this machine's own files. */
class LayerSearchTest {

    private static final LayerScript SCRIPT = LayerScript.load("search.pl");
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int MOST_PIECES = 50;

    @TempDir
    Path layer;

    @Test
    void goesOnWithinWhatIsPackedHoweverLittleAPieceDoes() throws IOException {
        gzip("a.gz", ".".repeat(3 << 20) + " token-gzip");
        zip("b.zip", 8);
        Files.writeString(layer.resolve("c"), "x token-plain");

        assertThat(found("0"))
                .containsExactlyInAnyOrder(
                        "token-gzip",
                        "token-0",
                        "token-1",
                        "token-2",
                        "token-3",
                        "token-4",
                        "token-5",
                        "token-6",
                        "token-7",
                        "token-plain");
    }

    @Test
    void aPieceEndsWhenItFoundMuchInWhatIsPacked() throws IOException {
        gzip("dense.gz", "token-many\n".repeat(1 << 19));
        Files.writeString(layer.resolve("single"), "x token-single");

        List<TextMatch> found = new ArrayList<>();
        Optional<Place> next = piece("600", Place.FIRST, found);

        assertThat(next).isPresent();
        assertThat(found).hasSizeLessThan(2500);
        assertThat(found("600")).contains("token-single").hasSizeLessThan(4000);
    }

    @Test
    void unpacksManyMembersAtOnce() throws IOException {
        zip("many.zip", 2500);

        assertThat(found("600"))
                .containsExactlyElementsOf(IntStream.range(0, 2500)
                        .mapToObj(number -> "token-" + number)
                        .toList());
    }

    @Test
    void readsSharedMembersOnceAndSaysSoWhereTheyOverlap() throws IOException {
        byte[] zip = zipped(1);
        Files.write(layer.resolve("shared.zip"), repeated(zip, 200, 0));
        assertThat(found("600")).containsExactly("token-0");

        Files.write(layer.resolve("shared.zip"), repeated(zip, 200, 1));
        assertThatThrownBy(() -> found("600")).isInstanceOf(EngineException.class);
    }

    /** A zip of one member whose directory tells of it many times, each time so much shorter. */
    private static byte[] repeated(byte[] zip, int times, int shorter) {
        String bytes = new String(zip, StandardCharsets.ISO_8859_1);
        int from = bytes.indexOf("PK\001\002");
        int end = bytes.indexOf("PK\005\006");
        byte[] entry = bytes.substring(from, end).getBytes(StandardCharsets.ISO_8859_1);
        int packed = entry[20] & 0xff;
        var directory = new StringBuilder();
        for (int i = 0; i < times; i++) {
            entry[20] = (byte) Math.max(0, packed - i * shorter);
            directory.append(new String(entry, StandardCharsets.ISO_8859_1));
        }
        byte[] tail = bytes.substring(end).getBytes(StandardCharsets.ISO_8859_1);
        int length = directory.length();
        for (int i = 0; i < 4; i++) {
            tail[12 + i] = (byte) (length >> (8 * i));
        }
        return (bytes.substring(0, from) + directory + new String(tail, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void searchesMembersThatAreNotAsTheDirectoryTells() throws IOException {
        byte[] zip = zipped(3);
        String bytes = new String(zip, StandardCharsets.ISO_8859_1);
        var sum = new CRC32();
        sum.update(member(1));
        int told = bytes.indexOf("PK\001\002", bytes.indexOf("PK\001\002") + 1) + 16;
        assertThat(zip[told]).isEqualTo((byte) sum.getValue());
        zip[told] = (byte) ~zip[told];
        Files.write(layer.resolve("wrong.zip"), zip);

        assertThat(found("600")).containsExactly("token-0", "token-1", "token-2");
    }

    private void gzip(String name, String content) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(layer.resolve(name)))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void zip(String name, int members) throws IOException {
        Files.write(layer.resolve(name), zipped(members));
    }

    private static byte[] zipped(int members) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < members; i++) {
                zip.putNextEntry(new ZipEntry("member-" + i));
                zip.write(member(i));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] member(int number) {
        return ("words ".repeat(50) + "token-" + number).getBytes(StandardCharsets.UTF_8);
    }

    private List<String> found(String seconds) {
        List<TextMatch> found = new ArrayList<>();
        Optional<Place> place = Optional.of(Place.FIRST);
        for (int pieces = 0; place.isPresent(); pieces++) {
            assertThat(pieces).isLessThan(MOST_PIECES);
            place = piece(seconds, place.get(), found);
        }
        return found.stream().map(match -> match.text().strip()).toList();
    }

    private Optional<Place> piece(String seconds, Place place, List<TextMatch> found) {
        byte[] input = "token-[a-z0-9]+\0token-\0\0".getBytes(StandardCharsets.UTF_8);
        List<String> arguments = List.of(seconds, place.file(), place.within(), layer.toString());
        return LayerSearch.read(SCRIPT.run(LayerSearchTest::exec, arguments, input, LIMIT), 0, found::add);
    }

    private static SandboxShell.Output exec(List<String> command, byte[] stdin, Duration limit) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream out = process.getOutputStream()) {
                out.write(stdin);
            }
            byte[] stdout = process.getInputStream().readAllBytes();
            process.onExit().orTimeout(limit.toSeconds(), TimeUnit.SECONDS).join();
            return new SandboxShell.Output(process.exitValue(), stdout, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
