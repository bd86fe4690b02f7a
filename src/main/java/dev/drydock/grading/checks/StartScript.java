package dev.drydock.grading.checks;

import dev.drydock.dockerfile.FileLines;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerProcess;
import dev.drydock.grading.Observations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A script of the submission that a shell runs.
 *
 * @param file relative to the build context
 */
record StartScript(String file, List<String> lines) {

    /** Words of a command by which a script's line is known that starts it: an interpreter, its program, and what that takes. */
    private static final int TELLING_WORDS = 3;

    /** The script that is on a shell's command line, if it is one that was handed in or out. */
    static Optional<StartScript> of(ContainerProcess shell, Observations seen) {
        return words(shell).stream()
                .map(ProcessOne::name)
                .flatMap(name -> seen.submittedPaths().stream()
                        .filter(path -> ProcessOne.name(path).equals(name)))
                .findFirst()
                .flatMap(path -> seen.contextFile(path).map(content -> of(path, content)));
    }

    /** Of a shell's command line: what follows the options is its script, and the rest is for that; or all that it is told. */
    private static List<String> words(ContainerProcess shell) {
        List<String> arguments = shell.commandLine().stream().skip(1).toList();
        return arguments.contains("-c")
                ? arguments
                : arguments.stream()
                        .filter(argument -> !argument.startsWith("-"))
                        .limit(1)
                        .toList();
    }

    /** The step that wrote the script of a shell into the image, where it was not handed in as a file. */
    static Optional<Lines> written(ContainerProcess shell, Observations seen) {
        String folder = seen.image().config().workingDir();
        return of(shell, seen).isPresent()
                ? Optional.empty()
                : words(shell).stream()
                        .limit(1)
                        .map(path -> path.startsWith("/") ? path : folder + "/" + path)
                        .flatMap(path -> seen.files().find(path).stream())
                        .filter(entry -> entry.isFile() && entry.layer() >= seen.baseLayers())
                        .findFirst()
                        .flatMap(entry -> LayerSteps.line(seen, entry.layer()));
    }

    private static StartScript of(String path, byte[] content) {
        return new StartScript(
                path, new String(content, StandardCharsets.UTF_8).lines().toList());
    }

    /** The line that starts a program; without one that names it, the first, which names the shell. */
    FileLines starting(ContainerProcess program) {
        List<String> names = program.commandLine().stream()
                .limit(TELLING_WORDS)
                .map(ProcessOne::name)
                .filter(name -> !name.isBlank())
                .toList();
        int line = IntStream.range(0, lines.size())
                .filter(index -> !lines.get(index).stripLeading().startsWith("#"))
                .filter(index -> names.stream().anyMatch(lines.get(index)::contains))
                .map(index -> index + 1)
                .findFirst()
                .orElse(1);
        return new FileLines(file, new Lines(line, line));
    }
}
