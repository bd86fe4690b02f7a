package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.engine.PlacedFile;
import dev.drydock.grading.jobs.DrawnJob;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class JobFilesTest {

    private static final ImageFiles IMAGE = ImageFiles.of(List.of(List.of(
            new LayerFile("/output", Kind.DIRECTORY, 0, 01777, 1000, 2000, Optional.empty()),
            new LayerFile("/results", Kind.SYMLINK, 0, 0777, 0, 0, Optional.of("/output")),
            new LayerFile("/app", Kind.DIRECTORY, 0, 0755, 0, 0, Optional.empty()),
            new LayerFile("/app/train.py", Kind.SYMLINK, 0, 0777, 0, 0, Optional.of("/output/real.py")),
            new LayerFile("/output/real.py", Kind.FILE, 9, 0644, 0, 0, Optional.empty()))));

    private static Map<String, PlacedFile> place(String path) {
        return JobFiles.of(new DrawnJob(List.of(), Map.of(), Map.of(path, "{}"), List.of()), IMAGE);
    }

    private static List<Integer> ids(String path) {
        PlacedFile file = Objects.requireNonNull(place(path).get(path));
        return List.of(file.uid(), file.gid());
    }

    @Test
    void whatAnEarlierRunLeftBelongsToTheOwnerOfItsFolder() {
        assertThat(ids("/output/last.json")).containsExactly(1000, 2000);
        assertThat(ids("/results/last.json")).containsExactly(1000, 2000);
        assertThat(ids("/app/points.json")).containsExactly(0, 0);
    }

    @Test
    void inAFolderThatTheImageDoesNotHaveItIsRoots() {
        assertThat(ids("/data/run 1/points.json")).containsExactly(0, 0);
    }

    @Test
    void whatALinkLeadsToIsReplaced() {
        assertThat(place("/app/train.py"))
                .extractingByKey("/output/real.py", InstanceOfAssertFactories.type(PlacedFile.class))
                .satisfies(file -> assertThat(new String(file.content(), StandardCharsets.UTF_8))
                        .isEqualTo("{}"));
    }
}
