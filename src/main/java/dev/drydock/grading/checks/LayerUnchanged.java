package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Image;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.ImageFiles.Hidden;
import dev.drydock.grading.Observations;
import dev.drydock.grading.PathPattern;
import dev.drydock.grading.Rebuild;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
     * @param file of the context; wherever else the image has it, it has to stay as well
     */
    public record Parameters(
            @Key("Name of an edit in exercise.yaml.") String edit,

            @Key("A file or folder in the image, by its absolute path or by a pattern.")
            String path,

            @Key("A file of the context: wherever else the image has it, it has to stay as well.")
            Optional<String> file) {

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
        Optional<Image> rebuilt = rebuild.image();
        if (rebuilt.isEmpty()) {
            return RebuildVerdict.of(seen, rebuild, expected).broken();
        }
        var named = new HeldFiles(parameters.path(), named(parameters.path()), seen, rebuilt.get());
        if (named.before().isEmpty()) {
            return missing(expected, parameters, seen);
        }
        return Stream.concat(Stream.of(named), copies(parameters, seen, rebuilt.get()))
                .filter(held -> !held.stay())
                .findFirst()
                .map(moved -> moved(expected, moved, seen, rebuild))
                .orElseGet(() -> Finding.passed(expected, "same layer " + shown(named.before())));
    }

    /** Blamed are the steps that put it elsewhere, or else the last that deleted it, or else the place where its COPY would go. */
    private static Finding missing(String expected, Parameters parameters, Observations seen) {
        List<Entry> elsewhere = parameters.file().stream()
                .flatMap(file -> seen.placesOf(file).stream())
                .sorted()
                .flatMap(path -> seen.files().at(path).stream())
                .toList();
        PathPattern wanted = PathPattern.of(parameters.path());
        Stream<Integer> layers = elsewhere.isEmpty()
                ? seen.files().hidden().stream()
                        .filter(hidden -> wanted.covers(hidden.entry().path()))
                        .map(Hidden::by)
                        .reduce((first, last) -> last)
                        .stream()
                : elsewhere.stream().map(Entry::layer);
        List<Lines> lines = LayerSteps.lines(seen, layers.toList());
        return Finding.failed(
                expected,
                parameters.path() + " is not in the image",
                elsewhere.isEmpty()
                        ? NO_FILE
                        : NO_FILE + " The same file is "
                                + elsewhere.stream()
                                        .map(entry -> Printable.of(entry.path(), 120))
                                        .collect(Collectors.joining(", "))
                                + ".",
                lines.isEmpty() ? List.of(Guilty.end(seen.dockerfile())) : lines);
    }

    private static Function<ImageFiles, Stream<Entry>> named(String path) {
        return files -> FoundFiles.contentOf(files, PathPattern.of(path)).stream();
    }

    private static Stream<HeldFiles> copies(Parameters parameters, Observations seen, Image rebuilt) {
        return parameters.file().stream()
                .flatMap(file -> seen.placesOf(file).stream())
                .sorted()
                .map(path -> new HeldFiles(Printable.of(path, 120), files -> files.at(path).stream(), seen, rebuilt));
    }

    private static Finding moved(String expected, HeldFiles moved, Observations seen, Rebuild rebuild) {
        return Finding.failed(
                expected,
                moved.shown() + ": layer " + shown(moved.before()) + " before, " + shown(moved.after()) + " after",
                "You changed " + String.join(", ", rebuild.edited()) + ", and the layer with " + moved.shown()
                        + " is another one: every machine that runs the service pulls it again.",
                again(moved, seen, rebuild));
    }

    private static String shown(Set<String> digests) {
        return digests.isEmpty()
                ? "none"
                : digests.stream()
                        .map(digest -> digest.substring(digest.indexOf(':') + 1))
                        .map(digest -> digest.substring(0, Math.min(12, digest.length())))
                        .collect(Collectors.joining(", "));
    }

    /** The step that holds the files, and the first that ran again. */
    private static List<Lines> again(HeldFiles moved, Observations seen, Rebuild rebuild) {
        return Stream.concat(
                        rebuild.ranAgain().stream()
                                .limit(1)
                                .flatMap(step -> seen.instruction(step.step()).map(Instruction::lines).stream()),
                        moved.in(seen.files()).flatMap(entry -> LayerSteps.line(seen, entry.layer()).stream()))
                .distinct()
                .toList();
    }
}
