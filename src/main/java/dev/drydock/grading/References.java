package dev.drydock.grading;

import dev.drydock.content.Exercise;
import dev.drydock.content.Submission;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.EngineException;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sizes of reference solutions. Each is measured once for its content and the bases that it stands on, and kept in a
 * file of a folder.
 */
public final class References {

    private final Path folder;

    public References(Path folder) {
        this.folder = folder;
    }

    /** What was measured before, if nothing changed since. */
    Optional<Long> find(Exercise exercise, Sandbox sandbox) {
        Path file = fileOf(exercise, sandbox);
        try {
            return Files.exists(file)
                    ? Optional.of(Long.parseLong(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Builds the reference solution and measures it. What it leaves in the sandbox must not be seen by a submission:
     * the caller empties the sandbox.
     *
     * @return uncompressed bytes above the base
     */
    long measure(Exercise exercise, Sandbox sandbox, Limits limits, Intake intake, Consumer<GradingEvent> events) {
        events.accept(new GradingEvent.Phase("measuring the reference solution, once"));
        if (!(intake.read(exercise, List.of(exercise.solution()), Map.of())
                instanceof Intake.Outcome.Accepted accepted)) {
            throw new EngineException("the reference solution of " + exercise.id() + " is refused");
        }
        Submission solution = accepted.submission();
        try (var examination =
                new Examination(sandbox, limits, solution, accepted.dockerfile(), () -> 0, Set.of(), event -> {})) {
            String id = exercise.id();
            switch (examination.build()) {
                case BuildOutcome.Built built -> {}
                case BuildOutcome.Failed failed ->
                    throw new EngineException(
                            "the reference solution of " + id + " does not build: " + failed.message() + end(failed));
                case BuildOutcome.LimitReached reached ->
                    throw new EngineException("the reference solution of " + id + " does not build: "
                            + reached.limit().reason());
            }
            long bytes = examination.image().bytesFrom(examination.baseLayers());
            keep(fileOf(exercise, sandbox), bytes);
            return bytes;
        }
    }

    /** The last line of the step that failed, which as a rule says why. */
    private static String end(BuildOutcome.Failed failed) {
        return failed.step()
                .flatMap(step -> step.logTail().lines().reduce((earlier, last) -> last))
                .map(line -> ": " + line.strip())
                .orElse("");
    }

    private static void keep(Path file, long bytes) {
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), "reference", ".part");
            Files.writeString(part, Long.toString(bytes));
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
                    + HexFormat.of().formatHex(digest.digest()).substring(0, 16) + ".bytes");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
