package dev.drydock.cli;

import dev.drydock.content.Submission;
import dev.drydock.lint.LintFinding;
import dev.drydock.lint.Linter;
import dev.drydock.lint.Rules;
import dev.drydock.lint.Severity;
import dev.drydock.lint.report.LintJson;
import dev.drydock.lint.report.LintText;
import dev.drydock.lint.report.LintedFile;
import dev.drydock.lint.report.Sarif;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drydock lint}: the linter alone, without an engine. */
@Command(
        name = "lint",
        description = {
            "Reads Dockerfiles without building them, and remarks on what an experienced colleague would.",
            "Exit status: 0 nothing but remarks, 1 warnings or errors, 2 wrong usage, or a file that Docker cannot read."
        },
        mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {

    /** Standard input, as its name is usual. */
    private static final String STANDARD_INPUT = "-";

    /** Bytes that are read of one file; a Dockerfile that is longer is not read by the parser either. */
    private static final int LARGEST = 64 << 20;

    enum Format {
        TEXT,
        JSON,
        SARIF
    }

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Dockerfiles, folders that hold one, or - for standard input.")
    List<String> files = List.of();

    @Option(names = "--format", paramLabel = "text|json|sarif", description = "Form of the findings; default: text.")
    Format format = Format.TEXT;

    @Override
    public Integer call() throws IOException {
        Rules rules = Rules.installed();
        var linter = new Linter(rules);
        var linted = new ArrayList<LintedFile>();
        for (String file : files) {
            linted.add(lint(file, linter));
        }
        System.out.print(
                switch (format) {
                    case TEXT -> LintText.render(linted, isTerminal());
                    case JSON -> LintJson.write(linted) + "\n";
                    case SARIF -> Sarif.write(linted, rules, Version.TEXT) + "\n";
                });
        return exitStatus(linted);
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    private LintedFile lint(String given, Linter linter) throws IOException {
        if (given.equals(STANDARD_INPUT)) {
            return lint("Dockerfile", System.in, linter);
        }
        Path path = Path.of(given);
        Path file = Files.isDirectory(path) ? path.resolve(Submission.DOCKERFILE) : path;
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "There is no file " + file + ". Give a Dockerfile, or the folder that holds one.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return lint(file.toString(), in, linter);
        }
    }

    private static LintedFile lint(String name, InputStream in, Linter linter) throws IOException {
        String text = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
        return new LintedFile(name, text, linter.lint(name, text));
    }

    private static int exitStatus(List<LintedFile> files) {
        List<LintFinding> findings =
                files.stream().flatMap(file -> file.findings().stream()).toList();
        if (findings.stream().anyMatch(finding -> finding.rule().equals(Linter.SYNTAX))) {
            return ExitStatus.USAGE;
        }
        return findings.stream().allMatch(finding -> finding.severity() == Severity.INFO)
                ? ExitStatus.PASSED
                : ExitStatus.NOT_PASSED;
    }
}
