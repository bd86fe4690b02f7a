package dev.drydock.grading;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Stage;
import dev.drydock.engine.Engine;
import dev.drydock.engine.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the layers of all stages visible, also of those that nothing is left of in the image but what is copied. */
final class Stages {

    private final Engine engine;
    private final BuildLab lab;
    private final Observations seen;

    /**
     * @param seen of the first build
     */
    Stages(Engine engine, BuildLab lab, Observations seen) {
        this.engine = engine;
        this.lab = lab;
        this.seen = seen;
    }

    /** Of each stage that the first build built, the final one first. */
    List<StageLayers> layers() {
        Dockerfile dockerfile = seen.dockerfile();
        var layers = new ArrayList<StageLayers>();
        layers.add(new StageLayers(
                dockerfile, seen.image(), seen.baseLayers(), seen.files(), true, seen::layerInstruction));
        dockerfile.stages().stream()
                .filter(stage -> !dockerfile.finalChain().contains(stage) && isBuilt(stage))
                .flatMap(stage -> look(stage).stream())
                .forEach(layers::add);
        return List.copyOf(layers);
    }

    private boolean isBuilt(Stage stage) {
        return seen.build().steps().stream()
                .filter(BuildLab::isInstruction)
                .flatMap(result -> result.step().position().stream())
                .anyMatch(at -> seen.dockerfile()
                        .stage(at.stage())
                        .filter(stage::equals)
                        .isPresent());
    }

    private Optional<StageLayers> look(Stage stage) {
        Dockerfile whole = seen.dockerfile();
        Dockerfile upTo = new Dockerfile(
                whole.file(),
                whole.directives(),
                whole.comments(),
                whole.globalArgs(),
                whole.stages().subList(0, stage.index() + 1));
        return lab.stage(whole, stage).map(built -> {
            Image image = engine.image(built.imageId());
            Stage lowest = upTo.finalChain().getLast();
            Optional<Image> base = lowest.isOnImage() ? Optional.of(engine.image(lowest.base())) : Optional.empty();
            int shared = base.map(image::layersSharedWith).orElse(0);
            return new StageLayers(
                    upTo, image, shared, seen.files(image), false, LayerMakers.of(upTo, image, base)::of);
        });
    }
}
