package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The image has not too many layers above its base. */
@AutoService(Check.class)
public final class LayersMax implements Check<LayersMax.Parameters> {

    /**
     * Parameters.
     *
     * @param max layers above the base
     */
    public record Parameters(
            @Key(value = "Most layers above the base.", min = 0, max = 127)
            int max) {}

    @Override
    public String kind() {
        return "layers.max";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Each RUN, COPY and ADD makes a layer. Join what belongs together with `&&`, and copy several files at once; but leave apart "
                + "what changes at different times.";
    }

    @Override
    public String defaultLesson() {
        return "03-layers-and-cache#layers";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        int layers = seen.image().layers().size() - seen.baseLayers();
        String expected = "at most " + parameters.max() + " layers above the base";
        String actual = layers + (layers == 1 ? " layer" : " layers") + " above the base";
        return layers <= parameters.max()
                ? Finding.passed(expected, actual)
                : Finding.failed(
                        expected,
                        actual,
                        "Steps that clean up after each other, or that copy one file at a time, have layers of their own: every "
                                + "machine that serves the model pulls and stacks each, and what one deletes of another stays in the image.",
                        guilty(seen));
    }

    /** Steps that follow each other and do the same, as these could be one; if there are none, the end of the file. */
    private static List<Lines> guilty(Observations seen) {
        List<Instruction> makers = IntStream.range(
                        seen.baseLayers(), seen.image().layers().size())
                .mapToObj(seen::layerInstruction)
                .flatMap(Optional::stream)
                .toList();
        List<Lines> alike = IntStream.range(1, makers.size())
                .filter(i -> makers.get(i).keyword().equals(makers.get(i - 1).keyword()))
                .boxed()
                .flatMap(i -> Stream.of(makers.get(i - 1), makers.get(i)))
                .map(Instruction::lines)
                .distinct()
                .toList();
        return alike.isEmpty() ? List.of(Guilty.end(seen.dockerfile())) : alike;
    }
}
