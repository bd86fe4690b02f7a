package dev.drydock.grading.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.inspection.Inspection.Part;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FolderSizesTest {

    private static LayerFile file(String path, long bytes) {
        return new LayerFile(path, Kind.FILE, bytes, 0644, 0, 0, Optional.empty());
    }

    @Test
    void opensFoldersThatHoldNearlyEverything() {
        var sizes = FolderSizes.of(List.of(
                file("/usr/lib/site-packages/scipy/a", 50),
                file("/usr/lib/site-packages/scipy/b", 10),
                file("/usr/lib/site-packages/numpy/a", 40),
                file("/usr/bin/flask", 1)));

        assertThat(sizes.files()).isEqualTo(4);
        assertThat(sizes.largest(5))
                .containsExactly(
                        new Part("/usr/lib/site-packages/scipy/", 60), new Part("/usr/lib/site-packages/numpy/", 40));
    }

    @Test
    void staysWhereNoFolderHoldsMost() {
        var sizes = FolderSizes.of(List.of(file("/a/x", 5), file("/b/x", 5), file("/c", 1)));

        assertThat(sizes.largest(2)).containsExactly(new Part("/a/", 5), new Part("/b/", 5));
    }

    @Test
    void anEmptyLayerHasNoParts() {
        assertThat(FolderSizes.of(List.of()).largest(5)).isEmpty();
    }
}
