package dev.drydock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.grading.Checks;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Grader;
import dev.drydock.grading.GraderFile;
import dev.drydock.grading.Grading;
import dev.drydock.grading.Intake;
import dev.drydock.grading.QuietGate;
import dev.drydock.grading.References;
import dev.drydock.grading.Verdict;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image that the checkout's Dockerfile makes, judged like anybody's: built, run and broken in a sandbox. */
@Tag("engine")
class ContainerImageTest {

    private static final Home HOME = Home.fromEnvironment();

    /** What the Dockerfile copies, besides the application. */
    private static final List<String> COPIED =
            List.of("bases", "drydock", "exercises", "graders", "lessons", "src/main/docker", "src/main/sh");

    @Test
    void passesDrydocksOwnChecksForAProductionImage(@TempDir Path root) throws Exception {
        Exercise exercise = exercise(root);
        Grader grader = GraderFile.load(root, exercise.settings().grader(), Checks.installed());
        var intake = new Intake(BaseCatalogue.load(HOME));
        var grading = new Grading(
                TestSandbox.pool(),
                Limits.standard(),
                intake,
                new References(root.resolve("references")),
                QuietGate.of(Home.fromEnvironment().data()),
                "test",
                TestSandbox.host().bases());
        Intake.Outcome read = intake.read(exercise, List.of(exercise.starter()), Map.of());
        assertThat(read).isInstanceOf(Intake.Outcome.Accepted.class);

        Verdict verdict = grading.grade((Intake.Outcome.Accepted) read, grader, event -> {});

        assertThat(verdict.checks()).hasSize(grader.checks().size()).allMatch(check -> check.status() == Status.PASSED);
    }

    private static Exercise exercise(Path root) throws IOException {
        FolderCopy.copy(HOME.root().resolve("src/test/resources/image"), root);
        Path folder = root.resolve("exercises/drydock");
        Path context = folder.resolve("context");
        for (String path : COPIED) {
            FolderCopy.copy(HOME.root().resolve(path), context.resolve(path));
        }
        // The build that is tested; Maven has not packed this one yet while tests run.
        FolderCopy.copy(
                Objects.requireNonNull(ServerProcess.application().getParent()), context.resolve("target/quarkus-app"));
        for (String submission : List.of("starter", "solution")) {
            Files.createDirectories(folder.resolve(submission));
            Files.copy(
                    HOME.root().resolve("Dockerfile"),
                    folder.resolve(submission).resolve("Dockerfile"));
        }
        return Exercises.load(root, "drydock");
    }
}
