package dev.drydock.grading.checks;

import dev.drydock.engine.Image;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.LayerComparison;
import dev.drydock.grading.Observations;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files that lie in some layers of an image, and in some of the rebuilt one.
 *
 * @param shown what they are called
 * @param found finds them in either
 */
record HeldFiles(String shown, Function<ImageFiles, Stream<Entry>> found, Observations seen, Image rebuilt) {

    Stream<Entry> in(ImageFiles files) {
        return found.apply(files).filter(Entry::isFile);
    }

    /** Digests of the layers. */
    Set<String> before() {
        return layers(seen.files(), seen.image());
    }

    /** Digests of the layers. */
    Set<String> after() {
        return layers(seen.files(rebuilt), rebuilt);
    }

    private Set<String> layers(ImageFiles files, Image image) {
        return in(files)
                .map(entry -> image.layers().get(entry.layer()).diffId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Judged layer by layer, as a linked copy counts as the same. */
    boolean stay() {
        return after().equals(before()) || areSame();
    }

    private boolean areSame() {
        Set<Integer> before = indexes(seen.files());
        return before.equals(indexes(seen.files(rebuilt)))
                && before.stream()
                        .allMatch(index -> index < seen.baseLayers() || LayerComparison.isSame(seen, rebuilt, index));
    }

    private Set<Integer> indexes(ImageFiles files) {
        return in(files).map(Entry::layer).collect(Collectors.toCollection(TreeSet::new));
    }
}
