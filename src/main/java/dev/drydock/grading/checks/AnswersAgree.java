package dev.drydock.grading.checks;

import com.fasterxml.jackson.core.JsonPointer;
import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The service answers inputs drawn by lot as the reference solution does. */
@AutoService(Check.class)
public final class AnswersAgree implements Check<AnswersAgree.Parameters> {

    /**
     * What is asked, and what of the answers is compared.
     *
     * @param questions name of the exercise's
     * @param where what the reference solution's answer has to be for an input to be asked; one of these at least
     * @param ask how many inputs are asked
     * @param compare parts of an answer that have to be as the reference solution's
     * @param expect what an answer has to hold besides
     * @param withinMillis most time that an answer may take
     * @param secondsAt where an input says how many seconds its answer takes at least, also when it is asked again
     * @param together whether they are asked at the same time, each by a client of its own
     */
    public record Parameters(
            @Key(value = "Name under questions: in exercise.yaml.", min = 1)
            String questions,

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

            @Key(
                    "JSON pointer to where an input says how many seconds its answer takes at least, also when it is asked again.")
            Optional<String> secondsAt,

            @Key(
                    "Whether they are asked at the same time, each by a client of its own; one after another, if left out.")
            Optional<Boolean> together) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            secondsAt.ifPresent(JsonPointer::compile);
            if (secondsAt.isPresent() && together.orElse(false)) {
                throw new IllegalArgumentException("answers.agree: secondsAt is not for what is asked together");
            }
        }

        Agreement agreement() {
            return new Agreement(
                    questions,
                    Optional.empty(),
                    where.orElse(List.of()),
                    ask,
                    together.orElse(false),
                    new AgreementDemand(
                            withinMillis.map(Duration::ofMillis),
                            secondsAt.map(JsonPointer::compile),
                            compare,
                            expect.orElse(List.of())));
        }
    }

    @Override
    public String kind() {
        return "answers.agree";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Start the image with its port published and send the same request with curl. The answer has to come from the "
                + "model that was handed out, whatever the input.";
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
        return Moment.RUNNING;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        return parameters
                .agreement()
                .judge(seen, seen.service(), "The service does not answer with the model that was handed out.");
    }
}
