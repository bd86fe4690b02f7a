package dev.drydock.grading;

import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The score that the tool dive gives an image, for comparison with what its users know (its filetree/efficiency.go): over
 * every path that is no directory, the smallest size that any layer has under it, divided by the sum of all. A deleted
 * directory counts under its own path with all that was in it, in both sums, which is why deleting one raises the score;
 * {@link Waste} is what Drydock grades.
 *
 * @param efficiency 0 to 1, 1 is best
 * @param wastedBytes sizes under all paths that more than one layer has
 */
public record Dive(double efficiency, long wastedBytes) {

    private static final class Sizes {
        private long least = Long.MAX_VALUE;
        private long sum;
        private int times;

        private void add(long bytes) {
            least = Math.min(least, bytes);
            sum += bytes;
            times++;
        }
    }

    /**
     * Computes.
     *
     * @param layers entries of each layer, lowest first
     */
    public static Dive of(List<List<LayerFile>> layers) {
        var paths = new HashMap<String, Sizes>();
        for (int index = 0; index < layers.size(); index++) {
            List<LayerFile> layer = layers.get(index);
            boolean deletes = layer.stream().anyMatch(file -> file.kind() == Kind.WHITEOUT);
            ImageFiles below = ImageFiles.of(deletes ? layers.subList(0, index) : List.of());
            for (LayerFile file : layer) {
                if (file.kind() != Kind.DIRECTORY && file.kind() != Kind.OPAQUE_DIRECTORY) {
                    long bytes = file.kind() == Kind.WHITEOUT ? held(below, file.path()) : file.bytes();
                    paths.computeIfAbsent(file.path(), path -> new Sizes()).add(bytes);
                }
            }
        }
        return of(paths);
    }

    private static Dive of(Map<String, Sizes> paths) {
        long least = paths.values().stream().mapToLong(sizes -> sizes.least).sum();
        long all = paths.values().stream().mapToLong(sizes -> sizes.sum).sum();
        long wasted = paths.values().stream()
                .filter(sizes -> sizes.times > 1)
                .mapToLong(sizes -> sizes.sum)
                .sum();
        return new Dive(all == 0 ? 1 : (double) least / all, wasted);
    }

    /** What a deleted directory held; nothing for a deleted file. */
    private static long held(ImageFiles below, String path) {
        return below.below(path).stream()
                .mapToLong(entry -> entry.file().bytes())
                .sum();
    }
}
