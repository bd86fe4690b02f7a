package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Image;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.LayerComparison;
import dev.drydock.grading.Observations;
import dev.drydock.grading.PathPattern;
import dev.drydock.grading.Rebuild;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** After an edit, the layer that holds a file is the very same, so that nobody pulls it again. */
@AutoService(Check.class)
public final class LayerUnchanged implements Check<LayerUnchanged.Parameters> {

    private static final String NO_FILE = "No file of the image has that path, lies below it or fits that pattern.";

    /**
     * Parameters.
     *
     * @param edit name of one of the exercise's edits
     * @param path a file or folder in the image, or a pattern
     */
    public record Parameters(
            @Key("Name of an edit in exercise.yaml.") String edit,

            @Key("A file or folder in the image, by its absolute path or by a pattern.")
            String path) {

        /** Refuses at loading what is no path. */
        public Parameters {
            var unused = PathPattern.of(path);
        }
    }

    @Override
    public String kind() {
        return "layer.unchanged";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "A layer is new when its step runs again and writes anything else. Copy what is large and changes rarely, such as the model, "
                + "above what changes often, such as the code, and in a COPY of its own.";
    }

    @Override
    public String defaultLesson() {
        return "03-layers-and-cache#order";
    }

    @Override
    public Moment moment() {
        return Moment.REBUILT;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Rebuild rebuild = seen.rebuild(parameters.edit());
        String files = String.join(", ", rebuild.edited());
        String expected = "after a change in " + files + ", " + parameters.path() + " lies in the same layer as before";
        Set<String> before = layers(seen.files(), seen.image(), parameters.path());
        Optional<Image> rebuilt = rebuild.image();
        if (rebuilt.isEmpty()) {
            return RebuildVerdict.of(seen, rebuild, expected).broken();
        }
        if (before.isEmpty()) {
            String missing = parameters.path() + " is not in the image";
            return Finding.failed(expected, missing, NO_FILE, List.of(Guilty.end(seen.dockerfile())));
        }
        Set<String> after = layers(seen.files(rebuilt.get()), rebuilt.get(), parameters.path());
        return after.equals(before) || isSame(seen, rebuilt.get(), parameters.path())
                ? Finding.passed(expected, "same layer " + shown(before))
                : Finding.failed(
                        expected,
                        "layer " + shown(before) + " before, " + shown(after) + " after",
                        "You changed " + files + ", and the layer with " + parameters.path()
                                + " is another one: every machine that runs the service pulls it again.",
                        again(seen, rebuild, parameters.path()));
    }

    /** Digests of the layers that hold the file, or the files of the folder. */
    private static Set<String> layers(ImageFiles files, Image image, String path) {
        return found(files, path)
                .map(entry -> image.layers().get(entry.layer()).diffId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Judged layer by layer, as a linked copy counts as the same. */
    private static boolean isSame(Observations seen, Image rebuilt, String path) {
        Set<Integer> before = indexes(seen.files(), path);
        return before.equals(indexes(seen.files(rebuilt), path))
                && before.stream()
                        .allMatch(index -> index < seen.baseLayers() || LayerComparison.isSame(seen, rebuilt, index));
    }

    private static Set<Integer> indexes(ImageFiles files, String path) {
        return found(files, path).map(ImageFiles.Entry::layer).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<ImageFiles.Entry> found(ImageFiles files, String path) {
        return FoundFiles.contentOf(files, PathPattern.of(path)).stream().filter(ImageFiles.Entry::isFile);
    }

    private static String shown(Set<String> digests) {
        return digests.isEmpty() ? "none" : shortened(digests);
    }

    private static String shortened(Set<String> digests) {
        return digests.stream()
                .map(digest -> digest.substring(digest.indexOf(':') + 1))
                .map(digest -> digest.substring(0, Math.min(12, digest.length())))
                .collect(Collectors.joining(", "));
    }

    /** The step that holds the file, and the first that ran again. */
    private static List<Lines> again(Observations seen, Rebuild rebuild, String path) {
        return Stream.concat(
                        rebuild.ranAgain().stream()
                                .limit(1)
                                .flatMap(step -> seen.instruction(step.step()).map(Instruction::lines).stream()),
                        found(seen.files(), path).flatMap(entry -> LayerSteps.line(seen, entry.layer()).stream()))
                .distinct()
                .toList();
    }
}
