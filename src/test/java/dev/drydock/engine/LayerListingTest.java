package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.engine.LayerFile.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayerListingTest {

    private static List<List<LayerFile>> parse(String output) {
        return LayerListing.parse(output.replace('|', '\0').getBytes(StandardCharsets.UTF_8), id -> id - 100000);
    }

    private static LayerFile file(String path, Kind kind, long bytes, int mode) {
        return new LayerFile(path, kind, bytes, mode, 0, 0, Optional.empty());
    }

    @Test
    void readsEntriesOrderedByPath() {
        assertThat(parse("f 644 5 101000 100033 11 1|b|"
                        + "|d 755 4096 100000 100000 10 2|a||l 777 3 100000 100000 12 1|c|to x|" + "|||"))
                .containsExactly(List.of(
                        file("/a", Kind.DIRECTORY, 0, 0755),
                        new LayerFile("/b", Kind.FILE, 5, 0644, 1000, 33, Optional.empty()),
                        new LayerFile("/c", Kind.SYMLINK, 0, 0777, 0, 0, Optional.of("to x"))));
    }

    @Test
    void countsHardLinksOnceAtTheirFirstPath() {
        assertThat(parse("f 644 5 100000 100000 7 2|z||f 644 5 100000 100000 7 2|a||f 644 5 100000 100000 8 1|m|||||"))
                .containsExactly(List.of(
                        new LayerFile("/a", Kind.FILE, 5, 0644, 0, 0, Optional.empty(), 7),
                        file("/m", Kind.FILE, 5, 0644),
                        new LayerFile("/z", Kind.FILE, 0, 0644, 0, 0, Optional.empty(), 7)));
    }

    @Test
    void tellsWhiteoutsFromDevices() {
        assertThat(parse("c 0 0 100000 100000 1 1|gone||c 666 0 100000 100000 2 1|null|||0:0|./gone|1:3|./null|||"))
                .containsExactly(List.of(file("/gone", Kind.WHITEOUT, 0, 0), file("/null", Kind.OTHER, 0, 0666)));
    }

    @Test
    void findsOpaqueDirectories() {
        String report = "# file: ./a/b \\134\\012c ü\ntrusted.overlay.opaque\n\n";

        assertThat(parse("d 755 1 100000 100000 1 1|a/b \\\nc ü|||" + "|" + report + "|"))
                .containsExactly(List.of(file("/a/b \\\nc ü", Kind.OPAQUE_DIRECTORY, 0, 0755)));
    }

    @Test
    void readsSeveralLayersAlsoEmptyOnes() {
        assertThat(parse("|||" + "f 644 1 100000 100000 1 1|x||" + "|||" + "|||"))
                .containsExactly(List.of(), List.of(file("/x", Kind.FILE, 1, 0644)), List.of());
        assertThat(parse("")).isEmpty();
    }

    @Test
    void noticesThatItBrokeOff() {
        assertThatThrownBy(() -> parse("f 644 1 100000 100000 1 1|x")).isInstanceOf(EngineException.class);
    }
}
