package dev.drydock.grading;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.engine.Image;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells which instruction made a layer of an image. */
final class LayerMakers {

    private LayerMakers() {}

    /** One layer an instruction; with a base whose triggers make layers of their own it cannot be told. */
    static Optional<Instruction> of(Dockerfile dockerfile, Image image, int baseLayers, int index) {
        List<Instruction> makers = dockerfile.finalChain().reversed().stream()
                .flatMap(LayerMakers::makers)
                .toList();
        return image.layers().size() - baseLayers == makers.size() && index >= baseLayers
                ? Optional.of(makers.get(index - baseLayers))
                : Optional.empty();
    }

    /** The instructions of a stage that make a layer, in the order of the layers. */
    private static Stream<Instruction> makers(Stage stage) {
        int first = stage.isOnImage() ? 2 : 1;
        return IntStream.iterate(first, number -> number + 1)
                .mapToObj(stage::step)
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow);
    }
}
