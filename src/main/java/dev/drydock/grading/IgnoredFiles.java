package dev.drydock.grading;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.FileLines;
import dev.drydock.dockerfile.IgnoreRules;
import dev.drydock.dockerfile.Instruction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that a COPY or ADD of the Dockerfile would bring into the image, if a line of the ignore file did not keep them out
 * of the build: where one of them is missed, that line is to blame.
 */
public final class IgnoredFiles {

    /** Nothing is ignored. */
    public static final IgnoredFiles NONE = new IgnoredFiles(List.of());

    private static final Set<String> COPIES = Set.of("COPY", "ADD");

    /** How BuildKit names a source that the context does not have. */
    private static final Pattern NOT_FOUND = Pattern.compile("\"/([^\"]+)\": not found");

    private final List<Ignored> files;

    /**
     * A file that is kept out.
     *
     * @param path relative to the context
     * @param by the line that does so
     */
    public record Ignored(String path, FileLines by) {

        /** For the learner. */
        public String inWords() {
            return "Line " + by.lines().start() + " of " + by.file() + " keeps " + path
                    + " out of the build, so that no COPY can bring it into the image.";
        }

        private String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private IgnoredFiles(List<Ignored> files) {
        this.files = List.copyOf(files);
    }

    /**
     * @param paths of all files of the submission, relative to the context
     * @param excludedBy the line of the ignore file that keeps a path out
     */
    public static IgnoredFiles of(
            Dockerfile dockerfile, Collection<String> paths, Function<String, Optional<FileLines>> excludedBy) {
        List<String> sources = dockerfile.stages().stream()
                .flatMap(stage -> stage.everything().stream())
                .flatMap(IgnoredFiles::sources)
                .toList();
        return new IgnoredFiles(paths.stream()
                .filter(path -> sources.stream().anyMatch(source -> IgnoreRules.isCopiedBy(source, path)))
                .flatMap(path -> excludedBy.apply(path).map(by -> new Ignored(path, by)).stream())
                .toList());
    }

    /** What an instruction takes from the context. */
    private static Stream<String> sources(Instruction instruction) {
        List<String> words = instruction.arguments();
        return COPIES.contains(instruction.keyword())
                        && instruction.flag("from").isEmpty()
                ? words.stream().limit(Math.max(0, words.size() - 1))
                : Stream.empty();
    }

    /**
     * The file that BuildKit did not find.
     *
     * @param message BuildKit's
     */
    public Optional<Ignored> missedBy(String message) {
        Matcher named = NOT_FOUND.matcher(message);
        return named.find() ? first(file -> IgnoreRules.isCopiedBy(named.group(1), file.path())) : Optional.empty();
    }

    /** The file that would lie where the pattern looks, or that a folder which it looks for would hold. */
    public Optional<Ignored> missedAt(PathPattern pattern) {
        String written = pattern.toString();
        PathPattern name =
                PathPattern.of("**/" + written.substring(written.lastIndexOf('/', written.length() - 2) + 1));
        return first(file -> written.endsWith("/" + file.path()))
                .or(() -> first(file -> name.covers("/" + file.path())));
    }

    /**
     * The file that a program complains of: its name stands in the program's last words, and the image has no file of that
     * name.
     *
     * @param log untrusted: it decides no verdict, only which line explains it
     */
    public Optional<Ignored> missedIn(String log, ImageFiles image) {
        return first(file -> isNamed(file.name(), log)
                && image.matching(path -> path.endsWith("/" + file.name()))
                        .findAny()
                        .isEmpty());
    }

    private static boolean isNamed(String name, String log) {
        boolean asModule =
                name.endsWith(".py") && log.contains("No module named '" + name.substring(0, name.length() - 3) + "'");
        return asModule
                || Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w-])")
                        .matcher(log)
                        .find();
    }

    private Optional<Ignored> first(Predicate<Ignored> wanted) {
        return files.stream().filter(wanted).findFirst();
    }
}
