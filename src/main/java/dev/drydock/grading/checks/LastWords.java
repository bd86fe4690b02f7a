package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Distribution;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.ImageFiles.Hidden;
import dev.drydock.grading.Install;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a program's last words say that it could not have, held against what the image has.
 *
 * @param words untrusted: they decide no verdict, only which line explains it
 */
record LastWords(Observations seen, String words) {

    private static final Pattern ABOUT_MISSING =
            Pattern.compile("No such file|No module named|Could not import module|cannot open|can't open|not found");

    /** With an ending, and without its folder. */
    static final Pattern FILE_NAME = Pattern.compile("[\\w+-][\\w.+-]{0,200}\\.[\\w+-]{1,50}");

    /** As Python and gunicorn say it. */
    private static final Pattern MISSED_PATH =
            Pattern.compile("(?:No such file or directory: |can't open file |can't chdir to )'([^'\n]{1,300})'");

    private static final Pattern DENIED_PATH = Pattern.compile("Permission denied: '([^'\n]{1,300})'");

    /** The package that it is in, if it is in one. As Python and uvicorn say it. */
    private static final Pattern MISSED_MODULE =
            Pattern.compile("(?:No module named '?|Could not import module \")([A-Za-z_]\\w{0,100})");

    private static final int MOST_NAMES = 10;
    private static final int MOST_LINES = 3;

    /**
     * What is behind it.
     *
     * @param message a sentence for learners
     */
    record Cause(String message, List<Lines> lines) {

        /** The step that left it so, and the choice of the user: either can be mended. */
        static Cause closed(String what, UsersRights.Closed closed, Observations seen) {
            Stream<Lines> user = seen.dockerfile().inForce("USER").map(Instruction::lines).stream();
            return new Cause(
                    "The image's user cannot " + what + " " + Printable.of(closed.path(), 120) + ", which belongs to "
                            + closed.owner() + ".",
                    Stream.concat(closed.lines().stream(), user).distinct().toList());
        }
    }

    Optional<Cause> cause() {
        return denied().or(this::deleted)
                .or(() -> named(MISSED_PATH)
                        .flatMap(path -> misplaced(path).stream())
                        .findFirst())
                .or(() -> named(MISSED_MODULE)
                        .flatMap(module -> module(module).stream())
                        .findFirst());
    }

    /** A file that they miss and that a step of the Dockerfile deleted, so that none of its name is left. */
    Optional<Cause> deleted() {
        String missing =
                words.lines().filter(line -> ABOUT_MISSING.matcher(line).find()).collect(Collectors.joining("\n"));
        return FILE_NAME
                .matcher(missing)
                .results()
                .map(MatchResult::group)
                .distinct()
                .limit(MOST_NAMES)
                .flatMap(name -> gone("/" + name).stream())
                .findFirst();
    }

    private Optional<Cause> gone(String ending) {
        return seen.files().matching(path -> path.endsWith(ending)).findAny().isPresent()
                ? Optional.empty()
                : seen.files().hidden().stream()
                        .filter(hidden -> hidden.by() >= seen.baseLayers())
                        .filter(hidden -> hidden.entry().path().endsWith(ending))
                        .reduce((first, last) -> last)
                        .flatMap(this::deletion);
    }

    private Optional<Cause> deletion(Hidden hidden) {
        return cause(
                LayerSteps.name(seen, hidden.by()) + " deleted "
                        + Printable.of(hidden.entry().path(), 120) + ", which the program needs.",
                LayerSteps.lines(seen, List.of(hidden.by())));
    }

    private Optional<Cause> denied() {
        String denied =
                words.lines().filter(line -> line.contains("Permission denied")).collect(Collectors.joining("\n"));
        var rights = new UsersRights(seen);
        return rights.unreadableIn(denied)
                .map(closed -> closedTo("read", closed))
                .or(() -> named(DENIED_PATH)
                        .map(this::absolute)
                        .flatMap(path -> rights.unreadable(path).stream())
                        .map(closed -> closedTo("read", closed))
                        .findFirst())
                .or(() -> named(DENIED_PATH)
                        .map(path -> parent(absolute(path)))
                        .filter(folder -> seen.files().find(folder).isPresent())
                        .flatMap(folder -> rights.firstClosed(List.of(folder)).stream())
                        .map(closed -> closedTo("write to", closed))
                        .findFirst());
    }

    private Cause closedTo(String what, UsersRights.Closed closed) {
        return Cause.closed(what, closed, seen);
    }

    /** A file of the submission that lies elsewhere than where it was looked for, or one of a folder that is looked for. */
    private Optional<Cause> misplaced(String missed) {
        String at = absolute(missed);
        return seen.files().find(at).isPresent()
                ? Optional.empty()
                : Stream.<Function<String, Optional<String>>>of(
                                path -> wanted(path, at),
                                path -> ProcessOne.name(path).equals(ProcessOne.name(at))
                                        ? Optional.of(at)
                                        : Optional.empty())
                        .flatMap(places -> submitted()
                                .flatMap(path -> places.apply(path).stream()
                                        .flatMap(place -> laidElsewhere(path, place).stream())))
                        .findFirst();
    }

    /** Where a file of the submission would have to be for a path to be there, be it the file's own or that of a folder of it. */
    private static Optional<String> wanted(String file, String at) {
        return at.endsWith("/" + file)
                ? Optional.of(at)
                : IntStream.range(0, file.length())
                        .filter(index -> file.charAt(index) == '/' && at.endsWith("/" + file.substring(0, index)))
                        .mapToObj(index -> at + file.substring(index))
                        .findFirst();
    }

    private Stream<String> submitted() {
        return seen.contextFiles().entrySet().stream()
                .filter(file -> file.getValue() > 0)
                .map(Map.Entry::getKey)
                .filter(path -> seen.contextFile(path).isPresent())
                .sorted();
    }

    private Optional<Cause> laidElsewhere(String file, String place) {
        return GivenFile.of(seen, file, Optional.empty())
                .there()
                .filter(entry -> !entry.path().equals(place))
                .flatMap(entry -> cause(
                        LayerSteps.name(seen, entry.layer()) + " put " + file + " at "
                                + Printable.of(entry.path(), 120) + ", and it is looked for at "
                                + Printable.of(place, 120) + ".",
                        LayerSteps.lines(seen, List.of(entry.layer()))));
    }

    private Optional<Cause> module(String name) {
        List<String> own = submitted()
                .filter(path -> ("/" + path).contains("/" + name + "/") || ("/" + path).endsWith("/" + name + ".py"))
                .limit(MOST_NAMES)
                .toList();
        return own.isEmpty()
                ? installed(name)
                : own.stream()
                        .flatMap(path -> laidElsewhere(path, absolute(path)).stream())
                        .findFirst();
    }

    /** A package that was not installed, was deleted, or lies where the user may not enter; if it is none of these, the cause is another. */
    private Optional<Cause> installed(String module) {
        Set<String> folders = InstalledPackage.distributions(seen.files())
                .map(Distribution::folder)
                .collect(Collectors.toSet());
        List<String> endings = List.of("/" + module + "/__init__.py", "/" + module + ".py");
        List<Entry> there = folders.stream()
                .flatMap(folder -> endings.stream().flatMap(ending -> seen.files().at(folder + ending).stream()))
                .toList();
        if (there.isEmpty()) {
            return endings.stream()
                    .flatMap(ending -> gone(ending).stream())
                    .findFirst()
                    .or(() -> notInstalled(module));
        }
        List<UsersRights.Closed> closed = there.stream()
                .flatMap(entry -> new UsersRights(seen).unreadable(entry.path()).stream())
                .toList();
        return closed.size() == there.size() ? Optional.of(closedTo("read", closed.getFirst())) : Optional.empty();
    }

    private Optional<Cause> notInstalled(String module) {
        List<Lines> installs = seen.installs().stream()
                .filter(install ->
                        install.isRun() && install.distributions().findAny().isPresent())
                .map(Install::step)
                .flatMap(step -> seen.instruction(step.step()).map(Instruction::lines).stream())
                .distinct()
                .limit(MOST_LINES)
                .toList();
        return cause(
                "Nothing in the image has the module " + module + ", and what was installed cannot do without it.",
                installs);
    }

    private static Optional<Cause> cause(String message, List<Lines> lines) {
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Cause(message, lines));
    }

    /** The last first: what a program says at the end is why it ended. */
    private Stream<String> named(Pattern pattern) {
        return pattern.matcher(words).results().map(match -> match.group(1)).toList().reversed().stream()
                .distinct()
                .limit(MOST_NAMES);
    }

    private String absolute(String path) {
        String folder = seen.image().config().workingDir();
        return path.startsWith("/") ? path : (folder.equals("/") ? "" : folder) + "/" + path;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }
}
