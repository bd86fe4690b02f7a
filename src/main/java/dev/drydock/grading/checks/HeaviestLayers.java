package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Image;
import dev.drydock.grading.Observations;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names the layers above the base that make an image too large. */
final class HeaviestLayers {

    /** More guilty layers than this are no longer a hint. */
    private static final int MOST_BLAMED = 3;

    private final Observations seen;
    private final List<Integer> layers;

    private HeaviestLayers(Observations seen, List<Integer> layers) {
        this.seen = seen;
        this.layers = layers;
    }

    /**
     * Layers that could each hold the whole excess; if none is so large, the largest ones.
     *
     * @param excess bytes above what is allowed
     */
    static HeaviestLayers of(Observations seen, long excess) {
        Image image = seen.image();
        List<Integer> largest = IntStream.range(
                        seen.baseLayers(), image.layers().size())
                .boxed()
                .sorted(Comparator.comparingLong(
                                (Integer index) -> image.layers().get(index).bytes())
                        .reversed())
                .limit(MOST_BLAMED)
                .toList();
        List<Integer> enough = largest.stream()
                .filter(index -> image.layers().get(index).bytes() >= excess)
                .toList();
        return new HeaviestLayers(seen, enough.isEmpty() ? largest : enough);
    }

    String describe() {
        return layers.stream()
                .map(index -> Quantity.megabytes(
                                seen.image().layers().get(index).bytes()) + " by " + LayerSteps.name(seen, index))
                .collect(Collectors.joining("; "));
    }

    List<Lines> lines() {
        return layers.stream()
                .flatMap(index -> seen.layerInstruction(index).map(Instruction::lines).stream())
                .distinct()
                .toList();
    }
}
