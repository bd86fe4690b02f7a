package dev.drydock.cli;

import dev.drydock.grading.Verdict;
import dev.drydock.grading.VerdictText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** In which form a verdict is wanted, and where: options that commands which end with a verdict have in common. */
final class VerdictOutput {

    enum Format {
        TEXT,
        JSON
    }

    @Option(names = "--format", paramLabel = "text|json", description = "Form of the verdict; default: text.")
    Format format = Format.TEXT;

    @Option(names = "--output", paramLabel = "F", description = "Write the verdict to a file.")
    Optional<Path> file = Optional.empty();

    boolean isJson() {
        return format == Format.JSON;
    }

    /**
     * Prints a verdict for people.
     *
     * @param lines of a file of the submission, none when there is no such file; guilty ones are quoted
     */
    void print(Verdict verdict, Function<String, List<String>> lines) throws IOException {
        boolean colour =
                file.isEmpty() && System.console() != null && System.console().isTerminal();
        print(VerdictText.render(verdict, lines, colour));
    }

    /** Prints a verdict as it is, with a line break after it. */
    void print(String verdict) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), verdict + "\n", StandardCharsets.UTF_8);
        } else {
            System.out.println(verdict);
        }
    }

    static int exitStatus(Verdict.Outcome outcome) {
        return switch (outcome) {
            case PASSED -> ExitStatus.PASSED;
            case FAILED -> ExitStatus.NOT_PASSED;
            case INVALID -> ExitStatus.USAGE;
            case ERROR -> ExitStatus.PLATFORM;
        };
    }
}
