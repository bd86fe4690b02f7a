package dev.drydock.grading.inspection;

import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.inspection.Inspection.Part;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the bytes of a layer are: the folder that holds most of them is opened, as long as one does. */
final class FolderSizes {

    /** A folder that holds more than that of its parent's bytes says nothing by itself. */
    private static final double MOST = 0.6;

    private final Map<String, Long> bytes = new HashMap<>();
    private final Map<String, Map<String, Long>> children = new HashMap<>();
    private int files;

    private FolderSizes() {}

    static FolderSizes of(List<LayerFile> layer) {
        var sizes = new FolderSizes();
        layer.stream().filter(file -> file.kind() == Kind.FILE).forEach(sizes::add);
        return sizes;
    }

    private void add(LayerFile file) {
        files++;
        String path = file.path();
        for (int slash = path.lastIndexOf('/'); ; slash = path.lastIndexOf('/', slash - 1)) {
            String folder = path.substring(0, slash + 1);
            bytes.merge(folder, file.bytes(), Long::sum);
            String child = path.substring(0, next(path, slash));
            children.computeIfAbsent(folder, one -> new TreeMap<>()).merge(child, file.bytes(), Long::sum);
            if (slash == 0) {
                return;
            }
        }
    }

    /** The end of the name behind the slash, with its own slash if it is a folder. */
    private static int next(String path, int slash) {
        int end = path.indexOf('/', slash + 1);
        return end < 0 ? path.length() : end + 1;
    }

    int files() {
        return files;
    }

    /** The largest parts, largest first; none of an empty layer. */
    List<Part> largest(int most) {
        String folder = "/";
        while (true) {
            long all = bytes.getOrDefault(folder, 0L);
            List<Part> parts = parts(folder);
            if (parts.isEmpty()
                    || !parts.getFirst().path().endsWith("/")
                    || parts.getFirst().bytes() <= all * MOST) {
                return parts.stream().limit(most).toList();
            }
            folder = parts.getFirst().path();
        }
    }

    private List<Part> parts(String folder) {
        return children.getOrDefault(folder, Map.of()).entrySet().stream()
                .map(child -> new Part(child.getKey(), child.getValue()))
                .sorted(Comparator.comparingLong(Part::bytes).reversed().thenComparing(Part::path))
                .toList();
    }
}
