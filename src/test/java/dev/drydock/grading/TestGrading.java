package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.SandboxPool;
import dev.drydock.sandbox.TestSandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Grades submissions to the exercises that come along, as the command line does. */
final class TestGrading {

    static final Home HOME = Home.fromEnvironment();

    private static final Intake INTAKE = new Intake(BaseCatalogue.load(HOME));

    private final Path site;
    private final SandboxPool pool;
    private final Limits limits;

    /** @param site that has the graders */
    TestGrading(Path site, SandboxPool pool, Limits limits) {
        this.site = site;
        this.pool = pool;
        this.limits = limits;
    }

    /** With the graders that come along. */
    static TestGrading in(SandboxPool pool) {
        return new TestGrading(HOME.root(), pool, Limits.standard());
    }

    static List<Exercise> exercises() {
        return Exercises.load(HOME.root()).all();
    }

    /** @param sources laid over one another, later ones win */
    Verdict grade(Exercise exercise, List<Path> sources) throws InterruptedException {
        return grade(exercise, sources, Map.of());
    }

    /** @param files over the sources */
    Verdict grade(Exercise exercise, List<Path> sources, Map<String, byte[]> files) throws InterruptedException {
        Grader grader = GraderFile.load(site, exercise.settings().grader(), Checks.installed());
        Verdict verdict = switch (INTAKE.read(exercise, sources, files)) {
            case Intake.Outcome.Accepted accepted ->
                new Grading(
                                pool,
                                limits,
                                INTAKE,
                                new References(HOME.data().resolve("references")),
                                QuietGate.of(HOME.data()),
                                "test",
                                TestSandbox.host().bases())
                        .grade(accepted, grader, event -> {});
            case Intake.Outcome.Refused refused -> Grading.refused(exercise, grader, refused.problem(), "test");
        };
        checkSchema(verdict);
        return verdict;
    }

    private static void checkSchema(Verdict verdict) {
        try {
            assertThat(VerdictJson.validate(new ObjectMapper().readTree(VerdictJson.write(verdict))))
                    .as("docs/verdict.schema.json")
                    .isEmpty();
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** Checks that did not hold, wholly or in part. */
    static List<CheckResult> failed(Verdict verdict) {
        return verdict.checks().stream()
                .filter(check -> check.status() == Status.FAILED || check.status() == Status.PARTIAL)
                .toList();
    }

    /** The one thing that not every machine can prove: without a GPU, or with fewer than are asked for. */
    static boolean lacksGpu(CheckResult check) {
        return check.kind().equals("gpu.visible")
                && check.status() == Status.NOT_VERIFIED
                && check.message()
                        .filter(message -> message.contains("This machine's engine has no GPU")
                                || message.startsWith("It takes 2 GPUs, and here are 1"))
                        .isPresent();
    }
}
