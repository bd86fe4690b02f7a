package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.CommitTurn;
import dev.drydock.content.Exercise;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.grading.Verdict.Outcome;
import dev.drydock.sandbox.SandboxPool;
import dev.drydock.sandbox.TestSandbox;
import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;
import dev.drydock.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Submissions that are right in unusual ways and wrong in sly ones, in {@code src/test/resources/cases}, two at a time, each laid
 * over its exercise's solution: a folder holds what differs. The commit's hash chooses some; with {@code ./drydock test --all} every one is graded.
 */
@Tag("engine")
@Tag("turn2")
class CasesGradedTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final String EXPECTED = "expected.yaml";
    private static final int TURNS = 30;
    private static final int AT_ONCE = 2;

    /** What {@code expected.yaml} says. */
    enum Label {
        RIGHT,
        WRONG
    }

    /**
     * What has to come of a case.
     *
     * @param why in words
     * @param fails ids of checks that fail
     * @param allowed ids of further checks that may fail
     * @param line lines of which a failed check names one; none: whatever it names
     */
    record Expectation(Label label, String why, List<String> fails, List<String> allowed, List<Integer> line) {}

    record Case(Exercise exercise, Path folder) {

        Expectation expectation() {
            var schema = new Schema(new RecordSchema(Mappers.CONTENT).document("Case", Expectation.class));
            return YamlFile.read(folder.resolve(EXPECTED), toString()).as(Expectation.class, schema);
        }

        Map<String, byte[]> files() throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                Map<String, byte[]> files = new HashMap<>();
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
                }
                files.remove(EXPECTED);
                return files;
            }
        }

        @Override
        public String toString() {
            return exercise.id() + "/" + folder.getFileName();
        }
    }

    private static final List<Case> CHOSEN = CommitTurn.of(all(), TURNS);
    private static final Map<Case, Future<Verdict>> VERDICTS = new HashMap<>();

    @BeforeAll
    static void grade() {
        SandboxPool pool = TestSandbox.host().pool(AT_ONCE);
        ExecutorService graders = Executors.newFixedThreadPool(AT_ONCE);
        CHOSEN.forEach(one -> VERDICTS.put(
                one,
                graders.submit(() -> TestGrading.in(pool)
                        .grade(one.exercise(), List.of(one.exercise().solution()), one.files()))));
        graders.shutdown();
        CasesGradedTest.pool = pool;
        CasesGradedTest.graders = graders;
    }

    private static SandboxPool pool;
    private static ExecutorService graders;

    @AfterAll
    static void putAway() {
        graders.shutdownNow();
        pool.close();
    }

    private static List<Case> all() {
        return TestGrading.exercises().stream()
                .filter(exercise -> Files.isDirectory(CASES.resolve(exercise.id())))
                .flatMap(exercise -> folders(exercise).stream())
                .toList();
    }

    private static List<Case> folders(Exercise exercise) {
        try (Stream<Path> folders = Files.list(CASES.resolve(exercise.id()))) {
            return folders.sorted().map(folder -> new Case(exercise, folder)).toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    static List<Case> chosen() {
        return CHOSEN;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chosen")
    void getsTheVerdictThatIsTrue(Case one) throws Exception {
        Verdict verdict = Objects.requireNonNull(VERDICTS.get(one)).get();
        Expectation expected = one.expectation();
        List<CheckResult> failed = TestGrading.failed(verdict);

        assertThat(verdict.outcome())
                .as(expected.why() + ": " + failed)
                .isEqualTo(expected.label() == Label.RIGHT ? Outcome.PASSED : Outcome.FAILED);
        assertThat(failed)
                .extracting(CheckResult::id)
                .containsAll(expected.fails())
                .isSubsetOf(Stream.concat(expected.fails().stream(), expected.allowed().stream())
                        .toList());
        if (!expected.line().isEmpty()) {
            assertThat(failed).as("guilty lines").anyMatch(check -> names(check, expected.line()));
        }
    }

    private static boolean names(CheckResult check, List<Integer> lines) {
        return check.lines().stream()
                .flatMap(range ->
                        IntStream.rangeClosed(range.start(), range.end()).boxed())
                .anyMatch(lines::contains);
    }
}
