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
     * @param file of the submission; wherever in the image it lies
     * @param kilobytes that a layer above it may bring
     * @param before files that may not come later, however small
     * @param files of the submission that may not come later either, whatever they are called in the image
     */
    public record Parameters(
            @Key(
                    "The file of the submission that has to come last, relative to the build context; found by its content.")
            String file,

            @Key(value = "Most kilobytes (of 1,000 bytes) that a layer above it may bring.", min = 0)
            double kilobytes,

            @Key("Absolute paths or patterns of what has to come before it, however small.")
            Optional<List<String>> before,

            @Key("Files of the submission that have to come before it, found by their content.")
            Optional<List<String>> files) {
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
        String file = parameters.file();
        String expected = "no layer above that of " + file + " brings what changes less often";
        List<List<LayerFile>> brought = brought(seen);
        Optional<Integer> own = GivenFile.firstLayer(seen, file);
        if (own.isEmpty()) {
            return Finding.failed(
                    expected,
                    file + " is in no layer as it was handed in",
                    "No step puts " + file + " into the image as it was handed in.",
                    Guilty.linesOf(seen.dockerfile(), "COPY", "ADD"));
        }
        List<Integer> late = late(parameters, seen, brought, own.get() + 1);
        String actual =
                described(seen, brought, own.get() + 1) + " above the layer of " + LayerSteps.name(seen, own.get());
        if (late.isEmpty()) {
            return Finding.passed(expected, actual);
        }
        return Finding.failed(
                expected,
                actual,
                LayerSteps.name(seen, late.getFirst()) + " comes after " + file + " ("
                        + LayerSteps.name(seen, own.get())
                        + ") and brings what changes less often. Each change of the code "
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

    private static List<Integer> late(
            Parameters parameters, Observations seen, List<List<LayerFile>> brought, int from) {
        List<PathPattern> before = FoundFiles.patterns(parameters.before().orElse(List.of()));
        Set<Integer> given = parameters.files().orElse(List.of()).stream()
                .flatMap(file -> GivenFile.firstLayer(seen, file).stream())
                .collect(Collectors.toSet());
        return IntStream.range(from, brought.size())
                .filter(layer -> bytes(brought.get(layer)) > parameters.kilobytes() * 1000
                        || given.contains(layer)
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
