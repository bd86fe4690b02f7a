package dev.drydock.grading;

import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of an image: what each layer wrote, and what is left of it once all are stacked, by the rules of OCI's image
 * specification (whiteouts and opaque directories).
 */
public final class ImageFiles {

    /** As many links in a row as Linux follows (path_resolution(7)). */
    private static final int MOST_LINKS = 40;

    /** What comes behind a slash in the order of characters, so that it bounds what lies in a directory. */
    private static final String AFTER_SLASH = "0";

    /**
     * A file, directory or link of the image.
     *
     * @param layer index of the layer that holds it
     */
    public record Entry(LayerFile file, int layer) {

        public String path() {
            return file.path();
        }

        public boolean isFile() {
            return file.kind() == Kind.FILE;
        }
    }

    /**
     * An entry that is in a layer and not in the final file system.
     *
     * @param by index of the layer that deleted or replaced it
     */
    public record Hidden(Entry entry, int by) {}

    private final List<List<LayerFile>> layers;
    private final NavigableMap<String, Entry> left = new TreeMap<>();
    private final List<Hidden> hidden = new ArrayList<>();

    private ImageFiles(List<List<LayerFile>> layers) {
        this.layers = layers;
    }

    /**
     * Stacks layers.
     *
     * @param layers entries of each, lowest first
     */
    public static ImageFiles of(List<List<LayerFile>> layers) {
        var files = new ImageFiles(List.copyOf(layers));
        for (int i = 0; i < layers.size(); i++) {
            files.stack(i, layers.get(i));
        }
        return files;
    }

    private void stack(int index, List<LayerFile> layer) {
        // What a layer hides is hidden before anything of its own is laid down, in whatever order its entries come. The
        // lowest one, often the largest, hides nothing.
        for (LayerFile file : left.isEmpty() ? List.<LayerFile>of() : layer) {
            switch (file.kind()) {
                case WHITEOUT -> hide(file.path(), true, index);
                case OPAQUE_DIRECTORY -> hide(file.path(), false, index);
                case FILE, SYMLINK, OTHER -> hide(file.path(), true, index);
                case DIRECTORY -> {}
            }
        }
        for (LayerFile file : layer) {
            if (file.kind() != Kind.WHITEOUT) {
                Entry before = left.put(file.path(), new Entry(file, index));
                if (before != null) {
                    hidden.add(new Hidden(before, index));
                }
            }
        }
    }

    private void hide(String path, boolean itself, int by) {
        NavigableMap<String, Entry> inside = left.subMap(path + "/", true, path + AFTER_SLASH, false);
        inside.values().forEach(entry -> hidden.add(new Hidden(entry, by)));
        inside.clear();
        Entry gone = itself ? left.remove(path) : null;
        if (gone != null) {
            hidden.add(new Hidden(gone, by));
        }
    }

    /** Entries of each layer, lowest first. */
    public List<List<LayerFile>> layers() {
        return layers;
    }

    /** What is left in the end, by path. */
    public Collection<Entry> all() {
        return Collections.unmodifiableCollection(left.values());
    }

    /** What is in a layer, but not in the final file system, in the order in which it was hidden. */
    public List<Hidden> hidden() {
        return Collections.unmodifiableList(hidden);
    }

    /** Entries in one directory and below, by path. */
    public Collection<Entry> below(String directory) {
        String path = directory.equals("/") ? "" : directory;
        return Collections.unmodifiableCollection(
                left.subMap(path + "/", true, path + AFTER_SLASH, false).values());
    }

    /** What is left in the end and has such a path. */
    public Stream<Entry> matching(Predicate<String> path) {
        return left.values().stream().filter(entry -> path.test(entry.path()));
    }

    /** The entry that has exactly this path, be it a link. */
    public Optional<Entry> at(String path) {
        return Optional.ofNullable(left.get(path));
    }

    /** What a program in the image would find under a path: links are followed, inside the image. */
    public Optional<Entry> find(String path) {
        Deque<String> ahead = new ArrayDeque<>(parts(path));
        String at = "";
        int links = 0;
        while (!ahead.isEmpty()) {
            String part = ahead.pop();
            if (part.equals("..")) {
                at = parent(at);
                continue;
            }
            String next = at + "/" + part;
            Optional<String> target = at(next).flatMap(entry -> entry.file().linkTarget());
            if (target.isEmpty()) {
                at = next;
            } else if (++links > MOST_LINKS) {
                return Optional.empty();
            } else {
                at = target.get().startsWith("/") ? "" : at;
                parts(target.get()).reversed().forEach(ahead::push);
            }
        }
        return at(at);
    }

    private static List<String> parts(String path) {
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
