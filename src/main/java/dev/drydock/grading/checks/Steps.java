package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Observations;
import java.util.Optional;

/** Says which step made a layer. */
final class Steps {

    private Steps() {}

    /** Such as {@code RUN in line 4}; of a layer that no instruction is known for, what the engine calls it. */
    static String ofLayer(Observations seen, int index) {
        if (index < seen.baseLayers()) {
            return "the base";
        }
        return seen.layerInstruction(index)
                .map(instruction -> instruction.keyword() + " in line "
                        + instruction.lines().start())
                .orElseGet(() -> Printable.of(seen.image().layers().get(index).createdBy(), 60));
    }

    /** The lines of that step; of a base's layer, those of the FROM that names the base. */
    static Optional<Lines> linesOfLayer(Observations seen, int index) {
        return index < seen.baseLayers()
                ? Optional.of(seen.dockerfile().finalChain().getLast().from().lines())
                : seen.layerInstruction(index).map(Instruction::lines);
    }
}
