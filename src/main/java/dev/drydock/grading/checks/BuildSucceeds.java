package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildOutcome.Built;
import dev.drydock.engine.BuildOutcome.Failed;
import dev.drydock.engine.BuildOutcome.LimitReached;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.IgnoredFiles.Ignored;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Optional;

/** The Dockerfile builds. */
@AutoService(Check.class)
public final class BuildSucceeds implements Check<BuildSucceeds.Parameters> {

    private static final String EXPECTED = "the image builds";

    /** None. */
    public record Parameters() {}

    @Override
    public String kind() {
        return "build.succeeds";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Read the last lines of the step that failed, then run `docker build` yourself and mend that step first. "
                + "Most often a file is missing from the build context, a name is misspelt, or a package has no such "
                + "version.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#build";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        return switch (seen.build()) {
            case Built built -> Finding.passed(EXPECTED, "built in " + Quantity.time(built.took()));
            case Failed failed
            when seen.ignored().missedBy(failed.message()).isPresent() ->
                leftOut(failed, seen.ignored().missedBy(failed.message()).orElseThrow());
            case Failed failed ->
                stopped(
                        failed,
                        failed.step(),
                        failed.step().isPresent()
                                ? guilty(seen, failed.step())
                                : RefusedInstruction.in(seen.dockerfile(), failed.message()),
                        "failed",
                        "The build stopped with an error, so there is no image to serve a model from: "
                                + Printable.of(failed.message(), 240));
            case LimitReached reached ->
                stopped(
                        reached,
                        reached.step(),
                        guilty(seen, reached.step()),
                        "stopped by a limit",
                        reached.limit().reason() + " " + reached.limit().mend());
        };
    }

    private static Finding leftOut(Failed failed, Ignored file) {
        return Finding.failed(
                        EXPECTED,
                        "failed after " + Quantity.time(failed.took())
                                + failed.step().map(BuildSucceeds::place).orElse(""),
                        file.inWords() + " Delete the line, or take the file back with !" + file.path() + " below it.",
                        List.of())
                .blaming(List.of(file.by()));
    }

    private static Optional<Instruction> guilty(Observations seen, Optional<StepResult> step) {
        return step.flatMap(result -> seen.instruction(result.step()));
    }

    private static Finding stopped(
            BuildOutcome outcome,
            Optional<StepResult> step,
            Optional<Instruction> instruction,
            String how,
            String message) {
        String actual = how + " after " + Quantity.time(outcome.took())
                + step.map(BuildSucceeds::place).orElse("");
        String log =
                step.map(result -> Printable.lastLines(result.logTail(), 3)).orElse("");
        String said = log.isEmpty() ? "" : " The step's last lines: " + log;
        return Finding.failed(EXPECTED, actual, message + said, instruction.map(Instruction::lines));
    }

    private static String place(StepResult result) {
        return " at step " + Printable.of(result.step().name(), 120);
    }
}
