package dev.drydock.cli;

import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.content.Submission;
import dev.drydock.grading.Checks;
import dev.drydock.grading.Grader;
import dev.drydock.grading.GraderFile;
import dev.drydock.grading.Grading;
import dev.drydock.grading.Intake;
import dev.drydock.grading.QuietGate;
import dev.drydock.grading.References;
import dev.drydock.grading.Verdict;
import dev.drydock.grading.VerdictJson;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.SandboxHost;
import dev.drydock.sandbox.SandboxPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drydock grade}: one grading of one folder or archive, without server or database. */
@Command(
        name = "grade",
        description = {
            "Builds, rebuilds, runs and probes a submission, and says check by check what holds.",
            "The verdict goes to standard output, progress to standard error.",
            "Exit status: 0 passed, 1 not passed, 2 wrong usage or refused, 3 the platform's fault."
        },
        mixinStandardHelpOptions = true)
final class GradeCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "EXERCISE", description = "A folder's name under exercises/.")
    String exerciseId = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR|ARCHIVE",
            description = "The submission: a folder, or a zip, tar or tar.gz of it; default: the starter.")
    Optional<Path> source = Optional.empty();

    @Option(names = "--dockerfile", paramLabel = "F", description = "Replaces the submission's Dockerfile.")
    Optional<Path> dockerfile = Optional.empty();

    @Mixin
    VerdictOutput output = new VerdictOutput();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.fromEnvironment();
        Exercise exercise = Exercises.load(home.root(), exerciseId);
        Grader grader = GraderFile.load(home.root(), exercise.settings().grader(), Checks.installed());
        BaseCatalogue catalogue = BaseCatalogue.load(home);
        var intake = new Intake(catalogue);
        List<Path> sources = Submission.layers(exercise, submission(exercise));
        return switch (intake.read(exercise, sources, replacement())) {
            case Intake.Outcome.Accepted accepted ->
                print(grade(home, intake, accepted, grader), Optional.of(accepted.submission()));
            case Intake.Outcome.Refused refused ->
                print(Grading.refused(exercise, grader, refused.problem(), Version.TEXT), refused.submission());
        };
    }

    private Path submission(Exercise exercise) {
        Path given = source.orElse(exercise.starter());
        if (!Files.exists(given)) {
            throw usage("There is no folder or archive " + given + ". Give the folder that holds your Dockerfile, or a"
                    + " zip, tar or tar.gz of it.");
        }
        if (!Files.isDirectory(given) && !Files.isRegularFile(given)) {
            throw usage(given + " is neither a folder nor a file. Give the folder that holds your Dockerfile, or a zip,"
                    + " tar or tar.gz of it.");
        }
        return given;
    }

    private Map<String, byte[]> replacement() throws IOException {
        if (dockerfile.isEmpty()) {
            return Map.of();
        }
        if (!Files.isRegularFile(dockerfile.get())) {
            throw usage("There is no file " + dockerfile.get() + ". Give the Dockerfile to use with --dockerfile.");
        }
        return Map.of(Submission.DOCKERFILE, Files.readAllBytes(dockerfile.get()));
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private static Verdict grade(Home home, Intake intake, Intake.Outcome.Accepted accepted, Grader grader)
            throws InterruptedException {
        Limits limits = Limits.standard();
        var progress = new StepProgress(System.err);
        try (SandboxHost host = SandboxHost.open(home, limits, accepted.bases(), progress);
                SandboxPool pool = host.pool(1)) {
            var references = new References(home.data().resolve("references"));
            var gate = QuietGate.of(home.data());
            var grading = new Grading(pool, limits, intake, references, gate, Version.TEXT, host.bases());
            return grading.grade(accepted, grader, new GradingProgress(System.err));
        }
    }

    /**
     * @param submission to quote the guilty lines from
     * @return the exit status
     */
    private int print(Verdict verdict, Optional<Submission> submission) throws IOException {
        if (output.isJson()) {
            output.print(VerdictJson.write(verdict));
        } else {
            output.print(verdict, path -> lines(submission, path));
        }
        return VerdictOutput.exitStatus(verdict.outcome());
    }

    private static List<String> lines(Optional<Submission> submission, String path) {
        try {
            return submission
                    .flatMap(read -> read.text(path))
                    .map(text -> text.lines().toList())
                    .orElse(List.of());
        } catch (UncheckedIOException unreadable) {
            // A verdict without the quoted line is better than none.
            return List.of();
        }
    }
}
