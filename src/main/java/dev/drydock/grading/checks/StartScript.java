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
        return shell.commandLine().stream()
                .skip(1)
                .map(ProcessOne::name)
                .flatMap(name -> seen.submittedPaths().stream()
                        .filter(path -> ProcessOne.name(path).equals(name)))
                .findFirst()
                .flatMap(path -> seen.contextFile(path).map(content -> of(path, content)));
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
