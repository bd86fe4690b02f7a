package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Observations;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names the steps that made layers. What a step says is never quoted: it may hold what nobody is to read. */
final class LayerSteps {

    /** More guilty lines than this are no longer a hint. */
    private static final int MOST_LINES = 3;

    private LayerSteps() {}

    /** Such as {@code COPY in line 4}. */
    static String name(Observations seen, int layer) {
        if (layer < seen.baseLayers()) {
            return "the base";
        }
        return seen.layerInstruction(layer)
                .map(instruction -> instruction.keyword() + " in line "
                        + instruction.lines().start())
                .orElseGet(() -> "the step that made layer " + (layer + 1));
    }

    /** Whether the step that made the layer takes files from the build context. */
    static boolean copiesContext(Observations seen, int layer) {
        return seen.layerInstruction(layer)
                .filter(instruction -> Set.of("COPY", "ADD").contains(instruction.keyword())
                        && instruction.flag("from").isEmpty())
                .isPresent();
    }

    /** The lines of the step that made the layer; of a base's layer, those of the FROM that names the base. */
    static Optional<Lines> line(Observations seen, int layer) {
        return layer < seen.baseLayers()
                ? Optional.of(seen.dockerfile().finalChain().getLast().from().lines())
                : seen.layerInstruction(layer).map(Instruction::lines);
    }

    /** The lines of the steps that made these layers; none for those of the base. */
    static List<Lines> lines(Observations seen, Collection<Integer> layers) {
        return layers.stream()
                .distinct()
                .flatMap(layer -> seen.layerInstruction(layer).map(Instruction::lines).stream())
                .distinct()
                .limit(MOST_LINES)
                .toList();
    }
}
