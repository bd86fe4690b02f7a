package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.jobs.JobAnswers;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.SandboxPool;
import dev.drydock.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Services that answer with the model in unusual ways, and services that only pretend to, each really built and asked.
 * They lie in {@code agreement/}; a wrong one's first line says which checks it fails.
 */
@Tag("engine")
class DrawnAnswersTest {

    private static final CheckRunner.Repetition NO_REPETITION = new CheckRunner.Repetition() {
        @Override
        public boolean isWorthwhile() {
            return false;
        }

        @Override
        public void inQuiet(Runnable action) {
            throw new AssertionError("nothing is judged twice");
        }
    };

    private static final Path CASES = Path.of("src/test/resources/agreement");
    private static final Intake INTAKE = new Intake(BaseCatalogue.load(Home.fromEnvironment()));
    private static final Limits LIMITS = Limits.standard();

    @TempDir
    static Path references;

    private static SandboxPool.Lease lease;
    private static Exercise exercise;
    private static Grader grader;
    private static Reference reference;

    @BeforeAll
    static void askTheReference() {
        lease = TestSandbox.lease();
        exercise = Exercises.load(CASES, "tiny");
        grader = GraderFile.load(CASES, "tiny", Checks.installed());
        var kept = new References(references, new Random(1));
        kept.measure(exercise, lease.sandbox(), LIMITS, INTAKE, event -> {});
        // As it is read again in the next grading.
        reference = kept.find(exercise, lease.sandbox()).orElseThrow();
    }

    @AfterAll
    static void giveBack() {
        lease.close();
    }

    static List<Path> right() throws IOException {
        return files("right");
    }

    static List<Path> wrong() throws IOException {
        return files("wrong");
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> found = Files.list(CASES.resolve(folder))) {
            return found.sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    void whatAnswersWithTheModelPasses(Path app) throws IOException {
        assertThat(failures(app)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void whatDoesNotFails(Path app) throws IOException {
        String first = Files.readAllLines(app).getFirst();
        Set<String> expected =
                Arrays.stream(first.substring("# fails: ".length()).split(", ")).collect(Collectors.toSet());

        // Which clients ask is drawn, so that one that favours some of them may be lucky with one of its checks.
        assertThat(failures(app)).isNotEmpty().isSubsetOf(expected);
    }

    private static Set<String> failures(Path app) throws IOException {
        var outcome = INTAKE.read(exercise, List.of(exercise.solution()), Map.of("app.py", Files.readAllBytes(app)));
        var accepted = (Intake.Outcome.Accepted) outcome;
        try (var examination = new Examination(
                lease.sandbox(),
                LIMITS,
                accepted.submission(),
                accepted.dockerfile(),
                () -> reference,
                new Random(4711),
                JobAnswers.none(),
                Set.of(),
                StartPlan.NOTHING,
                event -> {})) {
            return CheckRunner.run(grader, examination, result -> {}, NO_REPETITION).checks().stream()
                    .filter(result -> result.status() != Status.PASSED)
                    .map(Verdict.CheckResult::id)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
