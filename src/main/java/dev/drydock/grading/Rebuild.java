package dev.drydock.grading;

import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.Image;
import dev.drydock.engine.StepResult;
import java.util.List;
import java.util.Optional;

/**
 * The build after an edit, compared with the first.
 *
 * @param edited files that were changed, relative to the context
 * @param outcome of the rebuild
 * @param installs steps of the first build that put packages into the image, told by what they left in their layers
 *     (of a stage that is not in the final image: by their text)
 * @param ranAgain steps that the rebuild executed although the first build had a result for them
 * @param editReachesImage whether the changed bytes are found in a file of the rebuilt image
 * @param image that was rebuilt; empty if it did not build
 * @param requested what the rebuild asked the package index for and got: pages of projects and files, Debian's among
 *     them; empty where no check wants to know
 */
public record Rebuild(
        List<String> edited,
        BuildOutcome outcome,
        List<StepResult> installs,
        List<StepResult> ranAgain,
        boolean editReachesImage,
        Optional<Image> image,
        Optional<List<String>> requested) {

    public Rebuild {
        edited = List.copyOf(edited);
        installs = List.copyOf(installs);
        ranAgain = List.copyOf(ranAgain);
        requested = requested.map(List::copyOf);
    }
}
