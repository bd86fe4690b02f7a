package dev.drydock.grading;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildOutcome.Built;
import dev.drydock.engine.BuildOutcome.Failed;
import dev.drydock.engine.BuildOutcome.LimitReached;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.Image;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.BuildReport.Layer;
import dev.drydock.grading.BuildReport.NotRun;
import dev.drydock.grading.BuildReport.Step;
import dev.drydock.grading.IgnoredFiles.Ignored;
import dev.drydock.grading.Verdict.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Turns what was observed of builds into parts of a verdict. */
public final class Reports {

    private Reports() {}

    /** Of the first build. */
    public static BuildReport build(Observations seen, long contextBytes) {
        BuildOutcome outcome = seen.build();
        boolean built = outcome instanceof Built;
        return new BuildReport(
                built ? Optional.of(seen.image().bytesFrom(0)) : Optional.empty(),
                contextBytes,
                built ? layers(seen) : List.of(),
                firstSteps(seen, outcome));
    }

    /** Of the build after an edit. */
    public static RebuildReport rebuild(Observations seen, Rebuild rebuild) {
        return new RebuildReport(rebuild.edited(), steps(seen, rebuild.outcome()));
    }

    /** Why the submission does not build; empty when it does. */
    public static Optional<Problem> buildProblem(Observations seen) {
        return switch (seen.build()) {
            case Built built -> Optional.empty();
            case Failed failed
            when seen.ignored().missedBy(failed.message()).isPresent() ->
                Optional.of(leftOut(
                        failed, seen.ignored().missedBy(failed.message()).orElseThrow()));
            case Failed failed ->
                Optional.of(problem(
                        seen,
                        "build.failed",
                        failed.step(),
                        failed.message(),
                        "Mend the instruction that is named. The log says what it ran into."));
            case LimitReached limit ->
                Optional.of(problem(
                        seen,
                        "build.limit",
                        limit.step(),
                        limit.limit().reason(),
                        limit.limit().mend()));
        };
    }

    private static Problem leftOut(Failed failed, Ignored file) {
        return new Problem(
                "build.failed",
                Optional.of(file.by().file()),
                Optional.of(file.by().lines().start()),
                failed.step().map(step -> step.step().name()),
                file.inWords(),
                Optional.of("Delete the line, or take the file back with !" + file.path() + " below it."),
                Optional.empty());
    }

    private static Problem problem(
            Observations seen, String kind, Optional<StepResult> step, String reason, String mend) {
        return new Problem(
                kind,
                Optional.of(seen.dockerfile().file()),
                step.flatMap(failed -> line(seen, failed.step())),
                step.map(failed -> failed.step().name()),
                reason,
                Optional.of(mend),
                step.map(StepResult::logTail).filter(log -> !log.isBlank()));
    }

    private static List<Layer> layers(Observations seen) {
        Image image = seen.image();
        int base = seen.baseLayers();
        return IntStream.range(0, image.layers().size())
                .mapToObj(index -> layer(seen, image.layers().get(index), index, index < base))
                .toList();
    }

    private static Layer layer(Observations seen, Image.Layer layer, int index, boolean base) {
        Optional<Integer> line =
                base ? Optional.empty() : seen.layerInstruction(index).map(Reports::line);
        return new Layer(layer.diffId(), layer.bytes(), base, layer.createdBy(), line);
    }

    /** Of the first build, which finds nothing in the cache. */
    private static List<Step> firstSteps(Observations seen, BuildOutcome outcome) {
        var fates = new StepFates(outcome);
        return outcome.steps().stream()
                .filter(result -> hasHappened(result) || BuildLab.isInstruction(result))
                .flatMap(result -> step(seen, result, fates.notRun(result), fates.twin(result)).stream())
                .toList();
    }

    private static List<Step> steps(Observations seen, BuildOutcome outcome) {
        return outcome.steps().stream()
                .filter(Reports::hasHappened)
                .flatMap(result -> step(seen, result, Optional.empty(), Optional.empty()).stream())
                .toList();
    }

    private static boolean hasHappened(StepResult result) {
        return result.cached() || result.executed() || result.error().isPresent();
    }

    private static Optional<Step> step(
            Observations seen, StepResult result, Optional<NotRun> notRun, Optional<StepResult> twin) {
        return result.step()
                .position()
                .map(position -> new Step(
                        position.stage(),
                        position.text(),
                        line(seen, result.step()),
                        result.cached() && position.cacheIsMeaningful(),
                        result.took().toMillis(),
                        notRun,
                        twin.flatMap(same -> line(seen, same.step()))));
    }

    private static Optional<Integer> line(Observations seen, BuildStep step) {
        return seen.instruction(step).map(Reports::line);
    }

    private static int line(Instruction instruction) {
        return instruction.lines().start();
    }
}
