package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.Optional;
import java.util.regex.Pattern;

/** The image carries a label. */
@AutoService(Check.class)
public final class LabelsSet implements Check<LabelsSet.Parameters> {

    /**
     * Parameters.
     *
     * @param name of the label
     * @param value exactly this
     * @param matches a regular expression for the whole value
     */
    public record Parameters(
            @Key(value = "Name of the label.", min = 1) String name,
            @Key("The value that it must have.") Optional<String> value,

            @Key("Regular expression for the whole value.") Optional<String> matches) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            matches.ifPresent(Pattern::compile);
        }
    }

    @Override
    public String kind() {
        return "labels.set";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "One instruction attaches names and values to the image; `docker inspect` shows them. A value that comes "
                + "from a build argument needs that ARG in the same stage.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#labels";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        var demand = new ValueDemand(parameters.value(), parameters.matches());
        String label = "label " + parameters.name() + " ";
        Optional<String> actual =
                Optional.ofNullable(seen.image().config().labels().get(parameters.name()));
        String expected = label + demand.describe();
        String shown = label + ValueDemand.show(actual);
        if (actual.filter(demand::accepts).isPresent()) {
            return Finding.passed(expected, shown);
        }
        return Finding.failed(
                expected,
                shown,
                "The image's " + shown
                        + ". Labels travel with the image: with them whoever finds a model in a registry "
                        + "can still tell which version it is and where it comes from.",
                Guilty.assignment(seen.dockerfile(), "LABEL", parameters.name()));
    }
}
