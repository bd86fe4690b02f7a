package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.LayerFile.Kind;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import dev.drydock.grading.PathPattern;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Files are not there: in the final file system, or in no layer at all. */
@AutoService(Check.class)
public final class FilesAbsent implements Check<FilesAbsent.Parameters> {

    /**
     * Parameters.
     *
     * @param paths of files or folders, also patterns
     * @param layers where they are looked for
     */
    public record Parameters(
            @Key(value = "Absolute paths or patterns; * stays within one name, ** spans folders.", min = 1)
            List<String> paths,

            @Key("Where they are looked for: final, the file system in the end, if left out; all, each layer above the "
                    + "base, deleted files included.")
            Optional<Scope> layers) {
        public Parameters {
            paths = List.copyOf(paths);
            var unused = FoundFiles.patterns(paths);
        }
    }

    /** Where files can be looked for. */
    public enum Scope {
        /** The file system that a container sees. */
        FINAL,
        /** Each layer above the base, with what later layers delete. */
        ALL
    }

    @Override
    public String kind() {
        return "files.absent";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Do not let them in, or delete them in the very RUN that makes them: what a later step deletes stays in the "
                + "layer below and is pulled all the same.";
    }

    @Override
    public String defaultLesson() {
        return "03-layers-and-cache#size";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        boolean everywhere = parameters.layers().orElse(Scope.FINAL) == Scope.ALL;
        String names = String.join(", ", parameters.paths());
        String expected = everywhere ? "in no layer above the base: " + names : "not in the image: " + names;
        return new LeftFiles(seen, expected)
                .judge(FoundFiles.patterns(parameters.paths()).stream()
                        .flatMap(pattern -> (everywhere
                                        ? inLayers(seen, pattern)
                                        : FoundFiles.contentOf(seen.files(), pattern))
                                .stream())
                        .toList());
    }

    private static List<Entry> inLayers(Observations seen, PathPattern pattern) {
        ImageFiles files = seen.files();
        return IntStream.range(seen.baseLayers(), files.layers().size())
                .boxed()
                .flatMap(layer -> files.layers().get(layer).stream()
                        .filter(file -> file.kind() != Kind.WHITEOUT && !FoundFiles.isDirectory(file.kind()))
                        .filter(file -> pattern.covers(file.path()))
                        .map(file -> new Entry(file, layer)))
                .toList();
    }
}
