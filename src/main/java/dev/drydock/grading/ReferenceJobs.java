package dev.drydock.grading;

import dev.drydock.content.BatchJob;
import dev.drydock.content.Exercise;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.EngineException;
import dev.drydock.grading.jobs.DrawnJob;
import dev.drydock.grading.jobs.JobAnswer;
import dev.drydock.grading.jobs.JobAnswers;
import dev.drydock.grading.jobs.JobRequest;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What reference solutions make of jobs whose lots are drawn: several answers to each, found out once for context, solution and
 * jobs of the exercise, the bases that it stands on and the GPUs that are there, and kept in a file of a folder.
 */
final class ReferenceJobs {

    /** A grading takes one of them by lot. */
    private static final int ANSWERS = 3;

    private final Path folder;
    private final RandomGenerator chance = new SecureRandom();

    ReferenceJobs(Path folder) {
        this.folder = folder;
    }

    /** Uses the sandbox where the answers are not known yet, and leaves it empty. */
    JobAnswers answers(
            Exercise exercise,
            Collection<JobRequest> wanted,
            Sandbox sandbox,
            Limits limits,
            Intake intake,
            Consumer<GradingEvent> events) {
        Path file = fileOf(exercise, wanted, sandbox);
        Optional<JobAnswers> known = read(file);
        if (known.isPresent()) {
            return known.get();
        }
        events.accept(new GradingEvent.Phase("giving the reference solution its jobs, once"));
        JobAnswers answers = ask(exercise, wanted, sandbox, limits, intake);
        keep(file, answers);
        sandbox.empty().ifPresent(left -> {
            throw new EngineException("the sandbox is not empty after the reference solution's jobs: " + left);
        });
        return answers;
    }

    private JobAnswers ask(
            Exercise exercise, Collection<JobRequest> wanted, Sandbox sandbox, Limits limits, Intake intake) {
        if (!(intake.read(exercise, List.of(exercise.solution()), Map.of())
                instanceof Intake.Outcome.Accepted accepted)) {
            throw new EngineException("the reference solution of " + exercise.id() + " is refused");
        }
        try (var examination = new Examination(
                sandbox,
                limits,
                accepted.submission(),
                accepted.dockerfile(),
                Reference::none,
                chance,
                JobAnswers.none(),
                Set.of(),
                StartPlan.NOTHING,
                event -> {})) {
            if (!(examination.build() instanceof BuildOutcome.Built)) {
                throw new EngineException("the reference solution of " + exercise.id() + " does not build");
            }
            var answers = new JobAnswers();
            wanted.forEach(request -> answers.put(request, several(exercise, request, examination)));
            return answers;
        } catch (Unobservable prevented) {
            throw new EngineException(
                    "the reference solution of " + exercise.id() + " does no job: " + prevented.getMessage(),
                    prevented);
        }
    }

    private List<JobAnswer> several(Exercise exercise, JobRequest request, Examination examination) {
        BatchJob job = exercise.job(request.name());
        List<JobAnswer> several = new ArrayList<>();
        for (int i = 0; i < ANSWERS; i++) {
            DrawnJob drawn = DrawnJob.of(job, name -> given(exercise, name), chance);
            several.add(examination.answer(job, drawn, request.gpus()));
        }
        return several;
    }

    private static String given(Exercise exercise, String name) {
        try {
            return Files.readString(exercise.context().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JobAnswers> read(Path file) {
        try {
            return Files.exists(file) ? JobAnswers.read(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Path file, JobAnswers answers) {
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), "jobs", ".part");
            Files.writeString(part, answers.text());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fileOf(Exercise exercise, Collection<JobRequest> wanted, Sandbox sandbox) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(
                    exercise.referenceHash(),
                    sandbox.seed(),
                    sandbox.engine().gpus().toString(),
                    wanted.toString())) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
            }
            return folder.resolve(exercise.id() + "-"
                    + HexFormat.of().formatHex(digest.digest()).substring(0, 16) + ".jobs.json");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
