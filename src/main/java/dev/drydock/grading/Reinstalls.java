package dev.drydock.grading;

import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.Image;
import dev.drydock.engine.StepResult;
import java.util.List;
import java.util.Optional;

/** Tells which installs of the first build took place again in a rebuild. */
final class Reinstalls {

    private final Observations seen;
    private final List<Install> installs;

    /**
     * @param seen of the first build
     * @param installs of the first build
     */
    Reinstalls(Observations seen, List<Install> installs) {
        this.seen = seen;
        this.installs = installs;
    }

    /** Instructions that a build executed although an earlier one had results for them. */
    static List<StepResult> executed(BuildOutcome outcome) {
        return outcome.steps().stream()
                .filter(step -> BuildLab.isInstruction(step) && step.executed() && !step.cached())
                .toList();
    }

    /**
     * A RUN that was executed again has installed again, in whatever stage. What is only copied matters once it is in the
     * image: then everybody pulls the packages anew, unless the layer is the same as before.
     */
    List<StepResult> in(BuildOutcome outcome, Optional<Image> rebuilt) {
        List<StepResult> executed = executed(outcome);
        return installs.stream()
                .filter(install -> executed.stream().anyMatch(ran -> same(ran, install.step())))
                .filter(install -> install.isRun() || isAnotherLayer(install, rebuilt))
                .map(Install::step)
                .toList();
    }

    /** By stage, number and text: a digest changes with everything above the step. */
    private static boolean same(StepResult one, StepResult other) {
        return one.step().position().equals(other.step().position());
    }

    private boolean isAnotherLayer(Install install, Optional<Image> rebuilt) {
        return install.layer().isPresent()
                && rebuilt.isPresent()
                && !LayerComparison.isSame(seen, rebuilt.get(), install.layer().getAsInt());
    }
}
