package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Stage;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Unobservable;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.stream.Collectors;

/** The image is built in stages: what only the build needs stays behind. */
@AutoService(Check.class)
public final class StagesMin implements Check<StagesMin.Parameters> {

    /**
     * Parameters.
     *
     * @param min stages that were built
     */
    public record Parameters(
            @Key(value = "Least stages that the build uses.", min = 1, max = 20)
            int min) {}

    @Override
    public String kind() {
        return "stages.min";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Begin a stage of its own with FROM … AS build, install and compile there, and take the result with COPY --from=build. A "
                + "stage that the last one takes nothing from is not even built.";
    }

    @Override
    public String defaultLesson() {
        return "05-multi-stage#stages";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        List<Stage> built = built(seen);
        int written = seen.dockerfile().stages().size();
        String expected = "at least " + parameters.min() + " stages that the image is made of";
        String actual = built.size() + " of " + written + (written == 1 ? " stage" : " stages") + " built"
                + (built.size() > 1
                        ? ": "
                                + built.stream()
                                        .map(stage -> Printable.of(stage.name().orElse("stage-" + stage.index()), 40))
                                        .collect(Collectors.joining(", "))
                        : "");
        return built.size() >= parameters.min()
                ? Finding.passed(expected, actual)
                : Finding.failed(
                        expected,
                        actual,
                        written >= parameters.min()
                                ? "The last stage takes nothing from the others, so that they were not built at all and the "
                                        + "image carries what the last one installs."
                                : "Whatever is needed to install or compile stays in an image of one stage, with everything "
                                        + "that can be attacked in it.",
                        List.of(seen.dockerfile().finalStage().from().lines()));
    }

    /** Nothing is built of a stage that the final one does not need; an image that COPY --from names is no stage. */
    private static List<Stage> built(Observations seen) {
        if (!(seen.build() instanceof BuildOutcome.Built built)) {
            throw new Unobservable("the image did not build");
        }
        return built.steps().stream()
                .map(StepResult::step)
                .flatMap(step -> step.position().stream())
                .map(BuildStep.Position::stage)
                .flatMap(name -> seen.dockerfile().stage(name).stream())
                .distinct()
                .toList();
    }
}
