package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.PathPattern;
import dev.drydock.yaml.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What changes most often lies in the last layer that weighs anything, so that a change of it moves nothing else. */
@AutoService(Check.class)
public final class LayerLast implements Check<LayerLast.Parameters> {

    private static final int MOST_SHOWN = 4;

    /**
     * Parameters.
     *
     * @param path of a file or folder; links are not followed
     * @param kilobytes that a layer above it may bring
     * @param before files that may not come later, however small
     */
    public record Parameters(
            @Key(value = "Absolute path of what has to come last.", pattern = "/.*", patternMeans = "a path that begins with a slash")
            String path,

            @Key(value = "Most kilobytes (of 1,000 bytes) that a layer above it may bring.", min = 0)
            double kilobytes,

            @Key("Absolute paths or patterns of what has to come before it, however small.")
            Optional<List<String>> before) {
        public Parameters {
            before = before.map(List::copyOf);
            var unused = FoundFiles.patterns(before.orElse(List.of()));
        }
    }

    @Override
    public String kind() {
        return "layer.last";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Each layer above a changed one is made and pulled anew. Copy what changes every day last, below packages and model.";
    }

    @Override
    public String defaultLesson() {
        return "03-layers-and-cache#order";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        var path = PathPattern.of(parameters.path());
        List<List<LayerFile>> brought = brought(seen);
        String expected = "no layer above that of " + parameters.path() + " brings what changes less often";
        OptionalInt own = IntStream.range(seen.baseLayers(), brought.size())
                .filter(layer -> holds(brought.get(layer), path))
                .findFirst();
        if (own.isEmpty()) {
            return Finding.failed(
                    expected,
                    parameters.path() + " is in no layer",
                    "No step puts " + parameters.path() + " into the image.",
                    Guilty.linesOf(seen.dockerfile(), "COPY", "ADD"));
        }
        List<Integer> late = late(parameters, brought, own.getAsInt() + 1);
        String actual = described(seen, brought, own.getAsInt() + 1) + " above the layer of "
                + LayerSteps.name(seen, own.getAsInt());
        if (late.isEmpty()) {
            return Finding.passed(expected, actual);
        }
        return Finding.failed(
                expected,
                actual,
                LayerSteps.name(seen, late.getFirst()) + " comes after " + parameters.path() + " ("
                        + LayerSteps.name(seen, own.getAsInt()) + ") and brings what changes less often. Each change of the code "
                        + "makes that layer of the model's image anew, and every machine pulls it again.",
                LayerSteps.lines(seen, late));
    }

    private static String described(Observations seen, List<List<LayerFile>> brought, int from) {
        String layers = IntStream.range(from, brought.size())
                .filter(layer -> bytes(brought.get(layer)) > 0)
                .mapToObj(layer -> Quantity.bytes(bytes(brought.get(layer))) + " by " + LayerSteps.name(seen, layer))
                .limit(MOST_SHOWN)
                .collect(Collectors.joining(", "));
        return layers.isEmpty() ? "nothing" : layers;
    }

    private static List<Integer> late(Parameters parameters, List<List<LayerFile>> brought, int from) {
        List<PathPattern> before = FoundFiles.patterns(parameters.before().orElse(List.of()));
        return IntStream.range(from, brought.size())
                .filter(layer -> bytes(brought.get(layer)) > parameters.kilobytes() * 1000
                        || before.stream().anyMatch(pattern -> holds(brought.get(layer), pattern)))
                .boxed()
                .toList();
    }

    private static boolean holds(List<LayerFile> files, PathPattern path) {
        return files.stream().anyMatch(file -> path.covers(file.path()));
    }

    private static long bytes(List<LayerFile> files) {
        return files.stream().mapToLong(LayerFile::bytes).sum();
    }

    /** What each layer brings: a file that is there already, with as many bytes, was only given another owner or mode. */
    private static List<List<LayerFile>> brought(Observations seen) {
        Set<String> before = new HashSet<>();
        List<List<LayerFile>> brought = new ArrayList<>();
        for (List<LayerFile> layer : seen.files().layers()) {
            brought.add(layer.stream()
                    .filter(file -> file.kind() == Kind.FILE)
                    .filter(file -> before.add(file.path() + "\0" + file.bytes()))
                    .toList());
        }
        return brought;
    }
}
