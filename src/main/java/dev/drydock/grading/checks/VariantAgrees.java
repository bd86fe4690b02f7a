package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.RunningService;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** With other files in place of those that were handed out, the service answers as the reference solution does with them. */
@AutoService(Check.class)
public final class VariantAgrees implements Check<VariantAgrees.Parameters> {

    /**
     * What is asked, and what of the answers is compared.
     *
     * @param questions name of the exercise's
     * @param variant name of the exercise's
     * @param where what the reference solution's answer has to be for an input to be asked; one of these at least
     * @param ask how many inputs are asked
     * @param compare parts of an answer that have to be as the reference solution's
     * @param expect what an answer has to hold besides
     * @param withinMillis most time that an answer may take
     * @param means what it means if an answer differs, for learners
     * @param together whether all are asked at the same time; one after another, if left out
     */
    public record Parameters(
            @Key(value = "Name under questions: in exercise.yaml.", min = 1)
            String questions,

            @Key(value = "Name under variants: in exercise.yaml.", min = 1)
            String variant,

            @Key("Which inputs are asked: one of these holds for the reference solution's answer.")
            Optional<List<JsonExpectation>> where,

            @Key(value = "How many inputs are asked in a grading.", min = 1, max = 50)
            int ask,

            @Key(value = "Parts of an answer that have to be as the reference solution's.", min = 1)
            List<Comparison> compare,

            @Key("What an answer, as JSON, has to hold besides.")
            Optional<List<JsonExpectation>> expect,

            @Key(value = "Most milliseconds that an answer may take.", min = 1, max = 60_000)
            Optional<Long> withinMillis,

            @Key(value = "What it means if an answer differs, as a sentence for learners.", min = 1)
            Optional<String> means,

            @Key("Whether all are asked at the same time; one after another, if left out.")
            Optional<Boolean> together) {

        Agreement agreement() {
            return new Agreement(
                    questions,
                    Optional.of(variant),
                    where.orElse(List.of()),
                    ask,
                    together.orElse(false),
                    new AgreementDemand(
                            withinMillis.map(Duration::ofMillis), Optional.empty(), compare, expect.orElse(List.of())));
        }
    }

    @Override
    public String kind() {
        return "variant.agrees";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Put another model of the same form in place of the one that you got, build again, and ask the service: its "
                + "answers have to change with the file.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#first-service";
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.REFERENCE_ANSWERS);
    }

    @Override
    public Moment moment() {
        return Moment.VARIED;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        if (seen.variantBuild(parameters.variant()) instanceof BuildOutcome.Failed failed) {
            return notBuilt(parameters, failed, seen);
        }
        RunningService service = seen.variant(parameters.variant());
        return parameters
                .agreement()
                .judge(
                        seen,
                        service,
                        "The image was built once more, with "
                                + seen.variantSettings(parameters.variant()).what() + ". "
                                + parameters.means().orElse("Its service does not answer with that."));
    }

    private static Finding notBuilt(Parameters parameters, BuildOutcome.Failed failed, Observations seen) {
        String what = seen.variantSettings(parameters.variant()).what();
        return Finding.failed(
                        "the image builds with " + what,
                        Printable.of(failed.message(), 200),
                        "The image was built once more, with " + what
                                + ", and that fails: it is made for these very files.",
                        failed.step().flatMap(step -> seen.instruction(step.step())).stream()
                                .map(Instruction::lines)
                                .toList())
                .asCertain();
    }
}
