package dev.drydock.grading;

import dev.drydock.engine.LayerFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bytes that every machine pulls and no program can see: files in layers above the base that later layers deleted or
 * replaced. Deleting a directory therefore wastes what was in it, and never makes this number better. The books that a
 * package manager keeps do not count where a later step installs more: no author can have two such steps without that.
 *
 * @param bytes of all of them
 * @param parts by the layer that wrote them and the layer that hid them, largest first
 */
public record Waste(long bytes, List<Part> parts) {

    /**
     * What one layer hid of another.
     *
     * @param from index of the layer that wrote the bytes
     * @param by index of the layer that deleted or replaced them
     * @param files largest first
     */
    public record Part(int from, int by, long bytes, List<Wasted> files) {}

    /** A wasted file. */
    public record Wasted(String path, long bytes) {}

    private record Between(int from, int by) {}

    public Waste {
        parts = List.copyOf(parts);
    }

    /**
     * Computes.
     *
     * @param baseLayers layers that are not the author's
     */
    public static Waste of(ImageFiles files, int baseLayers) {
        Set<Linked> stillThere = linkedAndLeft(files);
        var books = new PackageBooks(files);
        var byLayers = new HashMap<Between, List<Wasted>>();
        for (ImageFiles.Hidden hidden : files.hidden()) {
            LayerFile file = hidden.entry().file();
            int from = hidden.entry().layer();
            boolean needed = file.sameFile() != 0 && stillThere.contains(new Linked(from, file.sameFile()));
            if (from >= baseLayers && file.bytes() > 0 && !needed && !books.areKeptIn(hidden)) {
                byLayers.computeIfAbsent(new Between(from, hidden.by()), key -> new ArrayList<>())
                        .add(new Wasted(file.path(), file.bytes()));
            }
        }
        List<Part> parts = byLayers.entrySet().stream()
                .map(entry -> part(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Part::bytes).reversed())
                .toList();
        return new Waste(parts.stream().mapToLong(Part::bytes).sum(), parts);
    }

    /** One of several paths of one file. */
    private record Linked(int layer, long sameFile) {}

    private static Set<Linked> linkedAndLeft(ImageFiles files) {
        var linked = new HashSet<Linked>();
        for (ImageFiles.Entry entry : files.all()) {
            if (entry.file().sameFile() != 0) {
                linked.add(new Linked(entry.layer(), entry.file().sameFile()));
            }
        }
        return linked;
    }

    private static Part part(Between layers, List<Wasted> files) {
        files.sort(Comparator.comparingLong(Wasted::bytes).reversed().thenComparing(Wasted::path));
        long bytes = files.stream().mapToLong(Wasted::bytes).sum();
        return new Part(layers.from(), layers.by(), bytes, List.copyOf(files));
    }

    /** Bytes that each layer wrote in vain, by its index. */
    public Map<Integer, Long> byLayer() {
        var sums = new HashMap<Integer, Long>();
        parts.forEach(part -> sums.merge(part.from(), part.bytes(), Long::sum));
        return sums;
    }
}
