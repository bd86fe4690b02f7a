package dev.drydock.cli;

import dev.drydock.content.Edit;
import dev.drydock.content.Exercise;
import dev.drydock.content.PlainFolder;
import dev.drydock.content.Submission;
import dev.drydock.grading.Intake;
import dev.drydock.grading.ObservedSubmission;
import dev.drydock.grading.inspection.Inspection;
import dev.drydock.grading.inspection.InspectionJson;
import dev.drydock.grading.inspection.InspectionText;
import dev.drydock.grading.inspection.Inspector;
import dev.drydock.sandbox.Base;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.SandboxHost;
import dev.drydock.sandbox.SandboxPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drydock inspect}: what can be learnt of any Dockerfile. */
@Command(
        name = "inspect",
        description = {
            "Builds a folder's Dockerfile, builds it again after edits, and shows steps, layers, waste and other bases.",
            "The report goes to standard output, progress to standard error.",
            "Exit status: 0 it builds, 1 it does not, 2 wrong usage or refused, 3 the platform's fault."
        },
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

    enum Format {
        TEXT,
        JSON
    }

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder with the Dockerfile, which is the build context.")
    Path folder = Path.of(".");

    @Option(names = "--dockerfile", paramLabel = "F", description = "Replaces the folder's Dockerfile.")
    Optional<Path> dockerfile = Optional.empty();

    @Option(
            names = "--edit",
            paramLabel = "FILE",
            description = "A file of the folder that is edited before it is built again; may be given several times. "
                    + "Default: a source file and the list of packages, where they are found.")
    List<String> edited = List.of();

    @Option(names = "--format", paramLabel = "text|json", description = "Form of the report; default: text.")
    Format format = Format.TEXT;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(folder)) {
            throw usage("There is no folder " + folder + ". Give the folder that holds your Dockerfile.");
        }
        Home home = Home.fromEnvironment();
        BaseCatalogue catalogue = BaseCatalogue.load(home);
        Exercise exercise = PlainFolder.asExercise(folder, edits());
        List<String> bases = catalogue.bases().stream().map(Base::ref).toList();
        var inspector = new Inspector(
                folder.toString(),
                exercise.settings().edits().stream().map(Edit::name).toList(),
                bases);
        return switch (new Intake(catalogue).read(exercise, List.of(), replacement())) {
            case Intake.Outcome.Accepted accepted ->
                print(inspect(home, accepted, inspector), Optional.of(accepted.submission()));
            case Intake.Outcome.Refused refused -> {
                print(inspector.refused(refused.problem()), refused.submission());
                yield ExitStatus.USAGE;
            }
        };
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

    private List<Edit> edits() throws IOException {
        if (edited.isEmpty()) {
            return FilesToEdit.in(folder);
        }
        var edits = new ArrayList<Edit>();
        for (String file : edited) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw usage("There is no file " + file + " in " + folder + ". Name it relative to that folder.");
            }
            edits.add(PlainFolder.edit("edit-" + edits.size(), file)
                    .orElseThrow(() -> usage("It is not known how a comment is written in " + file
                            + ". Name a file whose ending says so, such as app.py.")));
        }
        return edits;
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private static Inspection inspect(Home home, Intake.Outcome.Accepted accepted, Inspector inspector)
            throws InterruptedException {
        Limits limits = Limits.standard();
        try (SandboxHost host = SandboxHost.open(home, limits, accepted.bases(), new StepProgress(System.err));
                SandboxPool pool = host.pool(1)) {
            return ObservedSubmission.observe(
                    pool, limits, accepted, new GradingProgress(System.err), inspector::inspect);
        }
    }

    /**
     * @return the exit status
     */
    private int print(Inspection inspection, Optional<Submission> submission) {
        boolean colour = System.console() != null && System.console().isTerminal();
        System.out.print(
                format == Format.JSON
                        ? InspectionJson.write(inspection) + "\n"
                        : InspectionText.render(inspection, path -> lines(submission, path), colour));
        return inspection.problem().isPresent() ? ExitStatus.NOT_PASSED : ExitStatus.PASSED;
    }

    private static List<String> lines(Optional<Submission> submission, String path) {
        return submission
                .flatMap(read -> read.text(path))
                .map(text -> text.lines().toList())
                .orElse(List.of());
    }
}
