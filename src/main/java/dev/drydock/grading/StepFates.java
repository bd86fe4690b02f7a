package dev.drydock.grading;

import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep.Position;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.BuildReport.NotRun;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What became of the steps of a build that could find nothing in the cache. BuildKit executes a step once where others
 * have the same instruction on the same input, and none after one that failed.
 */
final class StepFates {

    private final List<StepResult> steps;
    private final boolean built;

    StepFates(BuildOutcome outcome) {
        this.steps = outcome.steps();
        this.built = outcome instanceof BuildOutcome.Built;
    }

    /** Why the step did not run; empty if it did, or failed. */
    Optional<NotRun> notRun(StepResult step) {
        if (ran(step) || step.error().isPresent()) {
            return Optional.empty();
        }
        // A build that succeeded has a result for each of its steps.
        return Optional.of(built || twin(step).isPresent() ? NotRun.SAME_AS_ANOTHER : NotRun.NOT_REACHED);
    }

    private static boolean ran(StepResult step) {
        return step.executed() || step.cached();
    }

    /** The step that made the result of one that did not run, as far as it can be told. */
    Optional<StepResult> twin(StepResult step) {
        if (ran(step) || step.error().isPresent() || step.step().position().isEmpty()) {
            return Optional.empty();
        }
        Position at = step.step().position().orElseThrow();
        return find(other -> other.text().equals(at.text()))
                // The same files may lie at different places, so that COPY is written differently: what comes after it
                // tells.
                .or(() -> after(at).flatMap(this::twin).flatMap(this::before).filter(other -> isLike(other, at)));
    }

    private Optional<StepResult> find(Predicate<Position> wanted) {
        return steps.stream()
                .filter(StepResult::executed)
                .filter(other -> other.step().position().filter(wanted).isPresent())
                .findFirst();
    }

    private Optional<StepResult> after(Position position) {
        return steps.stream()
                .filter(other -> other.step()
                        .position()
                        .filter(next -> isAt(next, position.stage(), position.number() + 1))
                        .isPresent())
                .findFirst();
    }

    private Optional<StepResult> before(StepResult step) {
        return step.step()
                .position()
                .flatMap(position -> find(other -> isAt(other, position.stage(), position.number() - 1)));
    }

    private static boolean isAt(Position position, String stage, int number) {
        return position.stage().equals(stage) && position.number() == number;
    }

    private static boolean isLike(StepResult step, Position other) {
        return step.step()
                .position()
                .filter(position -> position.keyword().equals(other.keyword()))
                .isPresent();
    }
}
