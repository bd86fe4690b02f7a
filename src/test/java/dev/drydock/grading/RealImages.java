package dev.drydock.grading;

import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.files.Folders;
import dev.drydock.grading.jobs.JobAnswers;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.SandboxPool;
import dev.drydock.sandbox.TestSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Has tiny submissions really built and run in a sandbox, for tests of what checks make of them. */
public final class RealImages {

    private static final String ID = "real";

    private RealImages() {}

    /**
     * What to build.
     *
     * @param dockerfile of the submission
     * @param files of the build context besides the Dockerfile, by path
     * @param edits names of edits, each with what else {@code exercise.yaml} says of it
     * @param reference the Dockerfile of the reference solution, built with the same files
     * @param startupTime that the service is given
     */
    public record Submission(
            String dockerfile,
            Map<String, String> files,
            Map<String, String> edits,
            String reference,
            Duration startupTime) {

        public Submission {
            files = Map.copyOf(files);
            edits = Map.copyOf(edits);
        }

        /** A submission that is its own reference. */
        public static Submission of(String dockerfile) {
            return new Submission(dockerfile, Map.of(), Map.of(), dockerfile, Duration.ofSeconds(5));
        }

        public Submission file(String path, String text) {
            var more = new HashMap<>(files);
            more.put(path, text);
            return new Submission(dockerfile, more, edits, reference, startupTime);
        }

        /** With an edit that gives a file a comment with a nonce. */
        public Submission edit(String name, String file) {
            return with(name, "file: " + file + ", how: append-comment");
        }

        /** With an edit that adds a requirement to a list. */
        public Submission addition(String name, String file, String requirement) {
            return with(name, "file: " + file + ", how: add-requirement, add: [" + requirement + "]");
        }

        private Submission with(String name, String edit) {
            var more = new HashMap<>(edits);
            more.put(name, edit);
            return new Submission(dockerfile, files, more, reference, startupTime);
        }

        public Submission reference(String other) {
            return new Submission(dockerfile, files, edits, other, startupTime);
        }
    }

    /** Gives the observations of the submission to the judge, in a sandbox that is emptied afterwards. */
    public static <T> T observe(Submission submission, Function<Observations, T> judge) {
        try {
            Path root = Files.createTempDirectory("real-images");
            try {
                write(root, submission);
                Exercise exercise = Exercises.load(root, ID);
                var intake = new Intake(BaseCatalogue.load(Home.fromEnvironment()));
                return observe(intake, exercise, judge);
            } finally {
                Folders.remove(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T observe(Intake intake, Exercise exercise, Function<Observations, T> judge) {
        Limits limits = Limits.standard();
        try (SandboxPool.Lease lease = TestSandbox.lease()) {
            // Measured when it is asked for: in tests nobody minds that the reference's steps are in the cache.
            Supplier<Reference> reference = () -> new Reference(bytes(intake, exercise, lease), 0, List.of());
            var accepted = accepted(intake, exercise, exercise.starter());
            try (var examination = new Examination(
                    lease.sandbox(),
                    limits,
                    accepted.submission(),
                    accepted.dockerfile(),
                    reference,
                    new Random(),
                    JobAnswers.none(),
                    Set.of(Check.Need.INDEX_REQUESTS),
                    StartPlan.NOTHING,
                    event -> {})) {
                return judge.apply(examination);
            }
        }
    }

    private static long bytes(Intake intake, Exercise exercise, SandboxPool.Lease lease) {
        var accepted = accepted(intake, exercise, exercise.solution());
        try (var examination = new Examination(
                lease.sandbox(),
                Limits.standard(),
                accepted.submission(),
                accepted.dockerfile(),
                Reference::none,
                new Random(),
                JobAnswers.none(),
                Set.of(),
                StartPlan.NOTHING,
                event -> {})) {
            return examination.image().bytesFrom(examination.baseLayers());
        }
    }

    private static Intake.Outcome.Accepted accepted(Intake intake, Exercise exercise, Path folder) {
        Intake.Outcome outcome = intake.read(exercise, List.of(folder), Map.of());
        if (outcome instanceof Intake.Outcome.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError(outcome);
    }

    private static void write(Path root, Submission submission) throws IOException {
        Path folder = root.resolve("exercises").resolve(ID);
        String edits = submission.edits().entrySet().stream()
                .map(edit -> "  - {name: %s, %s}%n".formatted(edit.getKey(), edit.getValue()))
                .collect(Collectors.joining());
        write(folder.resolve("exercise.yaml"), """
                schemaVersion: 1
                id: %s
                version: 1
                title: Real
                summary: Made for a test.
                grader: %s
                editable: [Dockerfile]
                run: {port: 5000, startSeconds: %d}
                %s""".formatted(
                        ID, ID, submission.startupTime().toSeconds(), edits.isEmpty() ? "" : "edits:\n" + edits));
        write(folder.resolve("brief.md"), "Do it.\n");
        write(folder.resolve("starter/Dockerfile"), submission.dockerfile());
        write(folder.resolve("solution/Dockerfile"), submission.reference());
        Files.createDirectories(folder.resolve("context"));
        for (Map.Entry<String, String> file : submission.files().entrySet()) {
            write(folder.resolve("context").resolve(file.getKey()), file.getValue());
        }
        write(root.resolve("graders").resolve(ID).resolve("grader.yaml"), "checks: [{id: builds}]\n");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
