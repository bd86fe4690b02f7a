package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.CommitTurn;
import dev.drydock.HostileCase;
import dev.drydock.content.Exercise;
import dev.drydock.content.Exercises;
import dev.drydock.engine.OuterEngine;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Verdict.CheckResult;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.Owner;
import dev.drydock.sandbox.SandboxPool;
import dev.drydock.sandbox.TestSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Builds and runs that take all they can get, never end, or pretend: each is graded for real, and the learner after it
 * notices nothing. The commit's hash chooses some; with {@code ./drydock test --all} all are graded.
 */
@Tag("engine")
@Tag("turn3")
class HostileBuildsTest {

    private static final int TURNS = 3;
    private static final Path SITE = TestGrading.HOME.root().resolve("src/test/resources/hostile/site");
    private static final Exercise EXERCISE = Exercises.load(SITE, "any-service");

    static List<HostileCase> cases() {
        return CommitTurn.of(HostileCase.of("builds"), TURNS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void endsWithinItsLimitsAndLeavesNothing(HostileCase hostile) throws Exception {
        Optional<HostileCase.Expected.Limits> own = hostile.expected().limits();
        Limits limits = limits(own);
        SandboxPool pool = TestSandbox.pool(limits);
        assertProvenEmpty(pool);
        long before = thingsOnTheOuterEngine();

        assertAnswered(hostile, grade(hostile.folder(), pool, limits));
        assertProvenEmpty(pool);
        if (hostile.then().isPresent()) {
            HostileCase next = hostile.then().get();
            assertAnswered(next, grade(next.folder(), pool, limits));
        }
        Verdict canary = grade(EXERCISE.solution(), pool, limits);
        assertThat(canary.outcome()).as("the grading after it: %s", canary).isEqualTo(Verdict.Outcome.PASSED);
        assertProvenEmpty(pool);
        assertThat(thingsOnTheOuterEngine()).isEqualTo(before);
    }

    private static Limits limits(Optional<HostileCase.Expected.Limits> own) {
        Limits usual = Limits.standard();
        return new Limits(
                usual.sandboxMemoryBytes(),
                usual.sandboxCpus(),
                usual.sandboxPids(),
                own.flatMap(HostileCase.Expected.Limits::diskMiB)
                        .map(mib -> (long) mib << 20)
                        .orElse(usual.sandboxDiskBytes()),
                usual.sandboxStart(),
                own.flatMap(HostileCase.Expected.Limits::buildSeconds)
                        .map(Duration::ofSeconds)
                        .orElse(usual.buildTime()),
                usual.buildLogBytes(),
                usual.run());
    }

    private static Verdict grade(Path folder, SandboxPool pool, Limits limits) throws Exception {
        Verdict verdict = new TestGrading(SITE, pool, limits).grade(EXERCISE, List.of(), HostileCase.files(folder));
        assertThat(VerdictText.render(verdict, file -> List.of(), false))
                .doesNotContainPattern("[\\p{Cntrl}&&[^\n]]|[\u202a-\u202e\u2066-\u2069]");
        return verdict;
    }

    private static void assertAnswered(HostileCase hostile, Verdict verdict) {
        HostileCase.Expected expected = hostile.expected();
        String all = String.valueOf(verdict);
        assertThat(exit(verdict)).as(all).isEqualTo(expected.exit());
        assertThat(verdict.problem().map(Verdict.Problem::kind)).as(all).isEqualTo(expected.kind());
        expected.line()
                .ifPresent(line -> assertThat(verdict.problem().flatMap(Verdict.Problem::line))
                        .as(all)
                        .contains(line));
        if (!expected.fails().isEmpty()) {
            assertThat(TestGrading.failed(verdict))
                    .extracting(CheckResult::id)
                    .as(all)
                    .containsExactlyElementsOf(expected.fails());
        }
        String said = said(verdict);
        assertThat(expected.says()).allSatisfy(part -> assertThat(said).contains(part));
    }

    /** As the command line has it. */
    private static int exit(Verdict verdict) {
        return switch (verdict.outcome()) {
            case PASSED -> 0;
            case FAILED -> 1;
            case INVALID -> 2;
            case ERROR -> 3;
        };
    }

    /** What a learner reads, but for checks that passed. */
    private static String said(Verdict verdict) {
        Stream<String> problem = verdict.problem().stream()
                .flatMap(one -> Stream.of(
                        one.reason(), one.mend().orElse(""), one.logTail().orElse("")));
        Stream<String> checks = verdict.checks().stream()
                .filter(check -> check.status() != Status.PASSED)
                .flatMap(check -> Stream.of(check.message(), check.actual(), check.expected())
                        .flatMap(Optional::stream));
        return Stream.concat(problem, checks).collect(Collectors.joining("\n"));
    }

    /** The next sandbox of the pool: the same one emptied, or another. */
    private static void assertProvenEmpty(SandboxPool pool) throws InterruptedException {
        try (SandboxPool.Lease lease = pool.lease()) {
            assertThat(lease.sandbox().empty()).isEmpty();
        }
    }

    private static long thingsOnTheOuterEngine() {
        try (OuterEngine outer = OuterEngine.connect()) {
            String own = Owner.LABEL + "=" + Owner.current().token();
            return (long) outer.containers(own).size()
                    + outer.networks(own).size()
                    + outer.volumes(own).size();
        }
    }
}
