package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageFilesTest {

    static LayerFile file(String path, long bytes) {
        return new LayerFile(path, Kind.FILE, bytes, 0644, 0, 0, Optional.empty());
    }

    static LayerFile entry(String path, Kind kind) {
        return new LayerFile(path, kind, 0, 0755, 0, 0, Optional.empty());
    }

    private static LayerFile link(String path, String target) {
        return new LayerFile(path, Kind.SYMLINK, 0, 0777, 0, 0, Optional.of(target));
    }

    private static List<String> paths(ImageFiles files) {
        return files.all().stream().map(ImageFiles.Entry::path).toList();
    }

    @Test
    void upperLayersReplaceAndDelete() {
        ImageFiles files = ImageFiles.of(List.of(
                List.of(entry("/a", Kind.DIRECTORY), file("/a/one", 1), file("/a/two", 2), file("/b", 3)),
                List.of(entry("/a", Kind.DIRECTORY), file("/a/one", 10), entry("/b", Kind.WHITEOUT))));

        assertThat(paths(files)).containsExactly("/a", "/a/one", "/a/two");
        assertThat(files.at("/a/one")).map(ImageFiles.Entry::layer).contains(1);
        assertThat(files.at("/a/two")).map(ImageFiles.Entry::layer).contains(0);
        assertThat(files.hidden().stream().map(hidden -> hidden.entry().path() + " by " + hidden.by()))
                .contains("/a/one by 1", "/b by 1");
    }

    @Test
    void aDeletedOrOpaqueDirectoryHidesAllThatWasInIt() {
        ImageFiles files = ImageFiles.of(List.of(
                List.of(file("/a/x/deep", 1), file("/ab", 1), file("/c/old", 1)),
                List.of(entry("/a", Kind.WHITEOUT), entry("/c", Kind.OPAQUE_DIRECTORY), file("/c/new", 1))));

        assertThat(paths(files)).containsExactly("/ab", "/c", "/c/new");
    }

    @Test
    void aFileInThePlaceOfADirectoryHidesIt() {
        ImageFiles files = ImageFiles.of(List.of(List.of(file("/a/x", 1)), List.of(file("/a", 1))));

        assertThat(paths(files)).containsExactly("/a");
    }

    @Test
    void followsLinksInsideTheImage() {
        ImageFiles files = ImageFiles.of(List.of(List.of(
                link("/usr/local/cuda", "cuda-11.8"),
                entry("/usr/local/cuda-11.8", Kind.DIRECTORY),
                link("/usr/local/cuda-11.8/lib64", "/usr/lib/x"),
                file("/usr/lib/x/libcudart.so", 5),
                link("/up", "../../usr/./lib"),
                link("/loop", "/loop"))));

        assertThat(files.find("/usr/local/cuda/lib64/libcudart.so"))
                .map(ImageFiles.Entry::path)
                .contains("/usr/lib/x/libcudart.so");
        assertThat(files.find("/up/x/libcudart.so")).isPresent();
        assertThat(files.find("/loop")).isEmpty();
        assertThat(files.at("/loop")).isPresent();
    }

    @Test
    void listsWhatIsBelowADirectory() {
        ImageFiles files = ImageFiles.of(List.of(List.of(file("/a/x", 1), file("/a/y/z", 1), file("/a.b", 1))));

        assertThat(files.below("/a").stream().map(ImageFiles.Entry::path)).containsExactly("/a/x", "/a/y/z");
        assertThat(files.below("/")).hasSize(3);
    }
}
