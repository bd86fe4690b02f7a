package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of the submission are in the image, byte for byte, where they should be. */
@AutoService(Check.class)
public final class FilesGiven implements Check<FilesGiven.Parameters> {

    private static final int MOST_SHOWN = 3;

    /**
     * Parameters.
     *
     * @param files of the submission, or folders of it
     * @param folder where they have to be; anywhere, if left out
     * @param only whether the same files may lie nowhere else
     * @param below whether any place below the folder will do, and none as well: the build may make something else of them
     */
    public record Parameters(
            @Key(value = "Files of the submission, or folders of it, relative to the build context.", min = 1)
            List<String> files,

            @Key(
                    value =
                            "The folder in the image that they lie in, each under its path in the build context; anywhere in the "
                                    + "image, if left out.",
                    pattern = "/.*",
                    patternMeans = "a path that begins with a slash")
            Optional<String> folder,

            @Key(
                    "Whether any place below the folder will do. A file that is nowhere in the image as it was handed in, because the build "
                            + "makes something else of it, is then not judged.")
            Optional<Boolean> below,

            @Key("Whether the same files may lie nowhere but in the folder.")
            Optional<Boolean> only) {
        public Parameters {
            files = List.copyOf(files);
        }

        String expected() {
            return below.orElse(false)
                    ? String.join(", ", files) + " nowhere but below " + folder.orElse("/")
                    : String.join(", ", files)
                            + folder.map(path -> " in " + path).orElse(" in the image")
                            + (only.orElse(false) ? " and nowhere else" : "") + ", byte for byte as handed in";
        }
    }

    @Override
    public String kind() {
        return "files.given";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "COPY the files to where the exercise names them, and let no later step edit them. Is one of them left out by "
                + ".dockerignore?";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#build";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        List<GivenFile> files = parameters.files().stream()
                .flatMap(named -> named(seen, named))
                .map(path -> GivenFile.of(seen, path, parameters.folder()))
                .toList();
        List<GivenFile> wrong = files.stream()
                .filter(file -> !file.isRight() && !isBelow(parameters, file, seen))
                .toList();
        String expected = parameters.expected();
        Set<String> copies = wrong.isEmpty() ? copies(parameters, files, seen) : Set.of();
        if (!copies.isEmpty()) {
            return copied(expected, copies, seen);
        }
        if (wrong.isEmpty()) {
            return Finding.passed(expected, files.stream().map(GivenFile::shown).collect(Collectors.joining(", ")));
        }
        return Finding.failed(
                expected,
                wrong.stream().map(GivenFile::shown).collect(Collectors.joining("; ")),
                wrong.getFirst().message(),
                wrong.stream().flatMap(file -> file.lines().stream()).distinct().toList());
    }

    private static boolean isBelow(Parameters parameters, GivenFile file, Observations seen) {
        if (!parameters.below().orElse(false)) {
            return false;
        }
        Set<String> places = seen.placesOf(file.path());
        String folder = parameters.folder().orElse("") + "/";
        return places.isEmpty() || places.stream().anyMatch(place -> place.startsWith(folder));
    }

    private static Set<String> copies(Parameters parameters, List<GivenFile> files, Observations seen) {
        Set<String> right = files.stream()
                .flatMap(file -> file.there().stream())
                .map(ImageFiles.Entry::path)
                .collect(Collectors.toSet());
        return files.stream()
                .filter(file -> parameters.only().orElse(false))
                .flatMap(file -> seen.placesOf(file.path()).stream())
                .filter(path -> !right.contains(path))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Finding copied(String expected, Set<String> copies, Observations seen) {
        String shown = Listing.of(copies.stream().toList(), MOST_SHOWN);
        return Finding.failed(
                expected,
                "also at " + shown,
                "The same files also lie at " + shown
                        + ". The image carries them twice, and whoever changes one of the two changes what is used, or does not.",
                LayerSteps.lines(
                        seen,
                        copies.stream()
                                .flatMap(path -> seen.files().at(path).stream())
                                .map(ImageFiles.Entry::layer)
                                .distinct()
                                .toList()));
    }

    /** A folder stands for what enters the build from it; where nothing does, for all that it holds. */
    private static Stream<String> named(Observations seen, String path) {
        if (seen.contextFile(path).isPresent()) {
            return Stream.of(path);
        }
        List<String> sent = below(path, seen.contextFiles().keySet());
        return (sent.isEmpty() ? below(path, seen.submittedPaths()) : sent).stream();
    }

    private static List<String> below(String folder, Collection<String> paths) {
        return paths.stream()
                .filter(path -> path.startsWith(folder + "/"))
                .sorted()
                .toList();
    }
}
