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
 * @param installs steps of the first build that put packages into a stage, told by what they left in their layers
 * @param installedAgain those of them that took place again: a RUN that was executed, or a COPY whose layer in the image
 *     is another one now
 * @param ranAgain steps that the rebuild executed although the first build had a result for them
 * @param arrival where the changed bytes are in the rebuilt image
 * @param image that was rebuilt; empty if it did not build
 * @param requested what the rebuild asked the package index for and got: pages of projects and files, Debian's among
 *     them; empty where no check wants to know
 * @param added the requirement that the edit added to a list, such as {@code six==1.16.0}
 * @param raised the requirement that it put in place of an older version, such as {@code joblib==1.2.1}
 */
public record Rebuild(
        List<String> edited,
        BuildOutcome outcome,
        List<StepResult> installs,
        List<StepResult> installedAgain,
        List<StepResult> ranAgain,
        Arrival arrival,
        Optional<Image> image,
        Optional<List<String>> requested,
        Optional<String> added,
        Optional<String> raised) {

    public Rebuild {
        edited = List.copyOf(edited);
        installs = List.copyOf(installs);
        installedAgain = List.copyOf(installedAgain);
        ranAgain = List.copyOf(ranAgain);
        requested = requested.map(List::copyOf);
    }
}
