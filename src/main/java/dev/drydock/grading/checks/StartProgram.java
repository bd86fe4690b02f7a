package dev.drydock.grading.checks;

import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.ImageFiles.Hidden;
import dev.drydock.grading.Observations;
import dev.drydock.grading.checks.LastWords.Cause;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The program that a container starts with, and why the image has it and cannot run it.
 *
 * @param words what a shell may have said that was to start it; untrusted: they decide no verdict, only which line explains it
 */
record StartProgram(Observations seen, String words) {

    private static final Set<String> STARTERS =
            Set.of("tini", "tini-static", "dumb-init", "catatonit", "docker-init", "env", "exec");

    /** As shells say it of a program, behind the number of their line. */
    private static final Pattern MISSED_BY_A_SHELL = Pattern.compile(
            "\\d: (?:exec: )?([\\w./+-]{1,300}): (?:not found|command not found|No such file or directory|Permission denied|"
                    + "cannot execute: required file not found)");

    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int MOST_NAMES = 10;

    Optional<Cause> cause() {
        Stream<String> missed = MISSED_BY_A_SHELL
                .matcher(words)
                .results()
                .map(match -> match.group(1))
                .limit(MOST_NAMES);
        return Stream.concat(declared().stream(), missed)
                .distinct()
                .flatMap(program -> cause(program).stream())
                .findFirst();
    }

    /** What ENTRYPOINT and CMD start, an init or the like before it left out. */
    private Optional<String> declared() {
        return Stream.concat(seen.image().config().entrypoint().stream(), seen.image().config().command().stream())
                .dropWhile(word -> STARTERS.contains(ProcessOne.name(word)) || word.startsWith("-"))
                .findFirst();
    }

    private Optional<Cause> cause(String program) {
        return found(program)
                .map(file -> file.layer() < seen.baseLayers() ? Optional.<Cause>empty() : unusable(file))
                .orElseGet(() -> deadLink(program).or(() -> deleted(program)));
    }

    /** As in an environment of Python's that was made in a stage whose Python lies elsewhere. */
    private Optional<Cause> deadLink(String program) {
        return places(program)
                .flatMap(path -> seen.files().at(path).stream())
                .filter(entry -> entry.layer() >= seen.baseLayers())
                .flatMap(entry -> entry.file().linkTarget().stream()
                        .map(target -> new Cause(
                                Printable.of(entry.path(), 120) + ", which " + LayerSteps.name(seen, entry.layer())
                                        + " put there, is a link to " + Printable.of(target, 120)
                                        + ", which the image does not have.",
                                LayerSteps.lines(seen, List.of(entry.layer())))))
                .filter(cause -> !cause.lines().isEmpty())
                .findFirst();
    }

    private Optional<Cause> unusable(Entry file) {
        return interpreter(file)
                .filter(interpreter -> found(interpreter).isEmpty())
                .map(interpreter -> new Cause(
                        Printable.of(file.path(), 120) + ", which " + LayerSteps.name(seen, file.layer())
                                + " put there, is to be run by " + Printable.of(interpreter, 120)
                                + ", which the image does not have.",
                        LayerSteps.lines(seen, List.of(file.layer()))))
                .filter(cause -> !cause.lines().isEmpty())
                .or(() ->
                        new UsersRights(seen).unexecutable(file).map(closed -> Cause.closed("execute", closed, seen)));
    }

    private Optional<Cause> deleted(String program) {
        return seen.files().hidden().stream()
                .filter(hidden -> hidden.by() >= seen.baseLayers())
                .filter(hidden -> places(program).anyMatch(hidden.entry().path()::equals))
                .reduce((first, last) -> last)
                .map(this::deletion)
                .filter(cause -> !cause.lines().isEmpty());
    }

    private Cause deletion(Hidden hidden) {
        return new Cause(
                LayerSteps.name(seen, hidden.by()) + " deleted "
                        + Printable.of(hidden.entry().path(), 120) + ".",
                LayerSteps.lines(seen, List.of(hidden.by())));
    }

    /** What the first line of a script names, as the kernel takes it: a carriage return is a part of it. */
    private Optional<String> interpreter(Entry file) {
        byte[] content = seen.content(file);
        if (content.length < 3 || content[0] != '#' || content[1] != '!') {
            return Optional.empty();
        }
        int end = 2;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        List<String> line = Arrays.stream(new String(content, 2, end - 2, StandardCharsets.UTF_8).split("[ \\t]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return line.stream().findFirst().filter(word -> word.endsWith("/env")).isPresent()
                ? line.stream()
                        .skip(1)
                        .filter(word -> !word.startsWith("-") && !word.contains("="))
                        .findFirst()
                : line.stream().findFirst();
    }

    private Optional<Entry> found(String program) {
        return places(program)
                .flatMap(path -> seen.files().find(path).stream())
                .filter(Entry::isFile)
                .findFirst();
    }

    private Stream<String> places(String program) {
        if (program.startsWith("/")) {
            return Stream.of(program);
        }
        String folder = seen.image().config().workingDir();
        String path = seen.image().config().environment().getOrDefault("PATH", USUAL_PATH);
        return program.contains("/")
                ? Stream.of((folder.equals("/") ? "" : folder) + "/" + program)
                : Arrays.stream(path.split(":")).map(place -> place + "/" + program);
    }
}
