package dev.drydock.grading;

import static dev.drydock.grading.ImageFilesTest.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.Image;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerComparisonTest {

    @ParameterizedTest
    @CsvSource({
        "COPY a /a,              sha256:1,     7, true",
        "COPY a /a,              sha256:other, 7, false",
        "COPY --link a /a,       sha256:other, 7, true",
        "COPY --link=false a /a, sha256:other, 7, false",
        "COPY --link a /a,       sha256:other, 8, false",
    })
    void comparesDigestsAndOfLinkedCopiesWhatTheyHold(String step, String digest, long bytes, boolean same) {
        var seen = FakeObservations.of("FROM x\n" + step + "\n").layer(7, 2).holding(1, file("/a", 7));
        var layers = List.of(seen.image().layers().getFirst(), new Image.Layer(digest, 7, ""));
        var rebuilt = new Image("sha256:rebuilt", seen.image().config(), layers, List.of());
        seen.holding(rebuilt, List.of(List.of(), List.of(file("/a", bytes))));

        assertThat(LayerComparison.isSame(seen, rebuilt, 1)).isEqualTo(same);
    }
}
