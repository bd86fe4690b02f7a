package dev.drydock.grading;

import dev.drydock.engine.Image;
import dev.drydock.engine.LayerFile;
import java.util.List;

/** Compares a layer of the first image with the one in its place in a rebuilt image. */
public final class LayerComparison {

    private LayerComparison() {}

    /**
     * Whether whoever has the first image need not pull the layer again: it is the same, byte for byte; or a linked copy
     * made it, of the same files. An engine that can lay layers over one another without copying takes a linked copy from
     * the cache, whatever lies below it; the sandbox's cannot, and makes it anew, with the times of folders at which it did
     * so.
     *
     * @param index of the layer, above the base
     */
    public static boolean isSame(Observations seen, Image rebuilt, int index) {
        if (rebuilt.layers().size() != seen.image().layers().size()) {
            return false;
        }
        String before = seen.image().layers().get(index).diffId();
        return before.equals(rebuilt.layers().get(index).diffId())
                || (isLinked(seen, index) && holdTheSame(seen, rebuilt, index));
    }

    private static boolean isLinked(Observations seen, int index) {
        return seen.layerInstruction(index).stream()
                .flatMap(instruction -> instruction.flagsNamed("link").stream())
                .anyMatch(flag -> !flag.valueOrEmpty().equalsIgnoreCase("false"));
    }

    private static boolean holdTheSame(Observations seen, Image rebuilt, int index) {
        return plain(seen.files().layers().get(index))
                .equals(plain(seen.files(rebuilt).layers().get(index)));
    }

    /** Numbers of hard links differ from layer to layer. */
    private static List<LayerFile> plain(List<LayerFile> layer) {
        return layer.stream()
                .map(file -> new LayerFile(
                        file.path(), file.kind(), file.bytes(), file.mode(), file.uid(), file.gid(), file.linkTarget()))
                .toList();
    }
}
