package dev.drydock.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.drydock.content.Exercise;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.EngineException;
import dev.drydock.grading.jobs.JobAnswers;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.Sandbox;
import dev.drydock.yaml.Mappers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What reference solutions are: their sizes, and what they answer to inputs that are drawn by lot. Each is measured once
 * for its exercise's content and the bases that it stands on, and kept in a file of a folder: nobody who was not in that
 * folder knows which inputs were drawn.
 */
public final class References {

    private static final int NUMBERS = 1_000_000;

    private final Path folder;
    private final RandomGenerator chance;

    public References(Path folder) {
        this(folder, new SecureRandom());
    }

    /** @param chance that inputs are drawn with */
    References(Path folder, RandomGenerator chance) {
        this.folder = folder;
        this.chance = chance;
    }

    /** What the same solutions make of jobs, kept in the same folder. */
    ReferenceJobs jobs() {
        return new ReferenceJobs(folder);
    }

    /** What was measured before, if nothing changed since. */
    Optional<Reference> find(Exercise exercise, Sandbox sandbox) {
        Path file = fileOf(exercise, sandbox);
        try {
            return Files.exists(file)
                    ? Optional.of(Mappers.DOCUMENTS.readValue(Files.readString(file), Reference.class))
                            .filter(reference -> reference.isComplete(exercise))
                    : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Builds the reference solution, measures it and asks it. What it leaves in the sandbox must not be seen by a
     * submission: the caller empties the sandbox.
     */
    Reference measure(Exercise exercise, Sandbox sandbox, Limits limits, Intake intake, Consumer<GradingEvent> events) {
        events.accept(new GradingEvent.Phase("measuring the reference solution, once"));
        if (!(intake.read(exercise, List.of(exercise.solution()), Map.of())
                instanceof Intake.Outcome.Accepted accepted)) {
            throw new EngineException("the reference solution of " + exercise.id() + " is refused");
        }
        var drawn = new Reference(0, chance.nextInt(NUMBERS), List.of());
        try (var examination = new Examination(
                sandbox,
                limits,
                accepted.submission(),
                accepted.dockerfile(),
                () -> drawn,
                chance,
                JobAnswers.none(),
                Set.of(),
                StartPlan.NOTHING,
                event -> {})) {
            requireBuilt(examination.build(), exercise.id());
            var reference = new Reference(
                    examination.image().bytesFrom(examination.baseLayers()),
                    drawn.number(),
                    answers(exercise, examination));
            keep(fileOf(exercise, sandbox), reference);
            return reference;
        }
    }

    private List<Reference.Answers> answers(Exercise exercise, Examination examination) {
        try {
            return new Questioning(exercise, chance).ask(examination);
        } catch (Unobservable prevented) {
            throw new EngineException(
                    "the reference solution of " + exercise.id() + " cannot be asked: " + prevented.getMessage(),
                    prevented);
        }
    }

    private static void requireBuilt(BuildOutcome outcome, String id) {
        switch (outcome) {
            case BuildOutcome.Built built -> {}
            case BuildOutcome.Failed failed ->
                throw new EngineException(
                        "the reference solution of " + id + " does not build: " + failed.message() + end(failed));
            case BuildOutcome.LimitReached reached ->
                throw new EngineException("the reference solution of " + id + " does not build: "
                        + reached.limit().reason());
        }
    }

    /** The last line of the step that failed, which as a rule says why. */
    private static String end(BuildOutcome.Failed failed) {
        return failed.step()
                .flatMap(step -> step.logTail().lines().reduce((earlier, last) -> last))
                .map(line -> ": " + line.strip())
                .orElse("");
    }

    private static void keep(Path file, Reference reference) {
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), "reference", ".part");
            Files.writeString(part, Mappers.DOCUMENTS.writeValueAsString(reference));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fileOf(Exercise exercise, Sandbox sandbox) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(exercise.contentHash().getBytes(StandardCharsets.UTF_8));
            digest.update(sandbox.seed().getBytes(StandardCharsets.UTF_8));
            return folder.resolve(exercise.id() + "-"
                    + HexFormat.of().formatHex(digest.digest()).substring(0, 16) + ".json");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
