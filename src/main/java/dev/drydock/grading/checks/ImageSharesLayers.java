package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.Image;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.Optional;

/** The image really lies on the layers of a base, so that machines which have those pull only the rest. */
@AutoService(Check.class)
public final class ImageSharesLayers implements Check<ImageSharesLayers.Parameters> {

    /**
     * Parameters.
     *
     * @param base as the catalogue names it
     */
    public record Parameters(
            @Key(value = "The base whose layers the image has to lie on, such as python:3.11-slim.", min = 1)
            String base) {}

    @Override
    public String kind() {
        return "image.sharesLayers";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Which name and tag does the brief ask for in FROM? What counts is the stage that becomes the image.";
    }

    @Override
    public String defaultLesson() {
        return "06-base-images#choosing";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Optional<Image> base = seen.base(parameters.base());
        int layers = base.map(image -> image.layers().size()).orElse(0);
        int shared = base.map(image -> seen.image().layersSharedWith(image)).orElse(0);
        String expected = "the lowest layers are those of " + parameters.base();
        if (base.isPresent() && shared == layers) {
            return Finding.passed(expected, "all " + layers + " of its layers");
        }
        return Finding.failed(
                expected,
                base.isPresent() ? shared + " of its " + layers + " layers" : "none of its layers",
                "The image does not lie on " + parameters.base()
                        + ". Services that share a base share its layers on disk and over the network; this one does not.",
                Optional.of(seen.dockerfile().finalChain().getLast().from().lines()));
    }
}
