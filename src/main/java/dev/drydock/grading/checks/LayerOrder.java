package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.PathPattern;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What changes less often lies in a layer that is not above that of what changes more often. */
@AutoService(Check.class)
public final class LayerOrder implements Check<LayerOrder.Parameters> {

    /**
     * Parameters.
     *
     * @param first what changes less often, by its absolute path or a pattern
     * @param then what changes more often
     */
    public record Parameters(
            @Key("A file or folder in the image that changes less often, by its absolute path or by a pattern.")
            String first,

            @Key("A file or folder in the image that changes more often.")
            String then) {

        /** Refuses at loading what is no path. */
        public Parameters {
            var unused = List.of(PathPattern.of(first), PathPattern.of(then));
        }
    }

    @Override
    public String kind() {
        return "layer.order";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "A step runs again when anything above it has changed. Put what hardly ever changes first.";
    }

    @Override
    public String defaultLesson() {
        return "03-layers-and-cache#order";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String expected = parameters.first() + " comes in no later layer than " + parameters.then();
        Optional<Integer> first = layer(parameters.first(), seen);
        Optional<Integer> then = layer(parameters.then(), seen);
        if (first.isEmpty()) {
            return Finding.failed(
                    expected,
                    parameters.first() + " is in no layer above the base",
                    "No step of the Dockerfile brings it.",
                    List.of(Guilty.end(seen.dockerfile())));
        }
        if (then.isEmpty()) {
            return Finding.passed(expected, parameters.then() + " is in no layer above the base");
        }
        String actual = LayerSteps.name(seen, first.get()) + " brings the one, " + LayerSteps.name(seen, then.get())
                + " the other";
        return first.get() <= then.get()
                ? Finding.passed(expected, actual)
                : Finding.failed(
                        expected,
                        actual,
                        LayerSteps.name(seen, first.get()) + " comes after " + LayerSteps.name(seen, then.get())
                                + ", and changes less often: each time that changes, it runs again.",
                        LayerSteps.lines(seen, List.of(first.get())));
    }

    /** The lowest above the base. */
    private static Optional<Integer> layer(String path, Observations seen) {
        PathPattern pattern = PathPattern.of(path);
        return IntStream.range(seen.baseLayers(), seen.files().layers().size())
                .filter(layer ->
                        seen.files().layers().get(layer).stream().anyMatch(file -> pattern.covers(file.path())))
                .boxed()
                .findFirst();
    }
}
