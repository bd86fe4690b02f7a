package dev.drydock.grading;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.engine.Image;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What the steps of a stage, and of those that it is built on, wrote.
 *
 * @param dockerfile ends with that stage
 * @param image that the stage makes
 * @param baseLayers layers of the image that are its base's
 * @param files of the image
 * @param isFinal whether it is the submission's image
 * @param makers the instruction that made a layer, by the layer's index, as far as it can be told
 */
record StageLayers(
        Dockerfile dockerfile,
        Image image,
        int baseLayers,
        ImageFiles files,
        boolean isFinal,
        IntFunction<Optional<Instruction>> makers) {

    /** The instruction that made a layer, as far as it can be told. */
    Optional<Instruction> maker(int index) {
        return makers.apply(index);
    }
}
