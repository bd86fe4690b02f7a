package dev.drydock.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.CommitTurn;
import dev.drydock.content.Exercise;
import dev.drydock.grading.Verdict.Outcome;
import dev.drydock.sandbox.SandboxPool;
import dev.drydock.sandbox.TestSandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The verdict is the same on a busy machine: a solution four times at once, with two programs beside that never stop
 * computing. The commit's hash chooses the exercise; with {@code ./drydock test --all} it is done with every one.
 */
@Tag("engine")
@Tag("turn1")
class BusyMachineTest {

    private static final int AT_ONCE = 4;
    private static final int HOGS = 2;

    static List<Exercise> chosen() {
        List<Exercise> all = TestGrading.exercises();
        return CommitTurn.of(all, all.size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chosen")
    void blamesNoSolution(Exercise exercise) throws Exception {
        for (Verdict verdict : gradedFourTimes(exercise)) {
            assertThat(TestGrading.failed(verdict)).as("%s", verdict.machine()).isEmpty();
            assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        }
    }

    private static List<Verdict> gradedFourTimes(Exercise exercise) throws Exception {
        List<Process> hogs = new ArrayList<>();
        try (SandboxPool pool = TestSandbox.host().pool(AT_ONCE);
                ExecutorService graders = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < HOGS; i++) {
                hogs.add(hog());
            }
            List<Future<Verdict>> gradings = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                gradings.add(graders.submit(() -> TestGrading.in(pool).grade(exercise, List.of(exercise.solution()))));
            }
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<Verdict> grading : gradings) {
                verdicts.add(grading.get());
            }
            return verdicts;
        } finally {
            hogs.forEach(Process::destroyForcibly);
        }
    }

    private static Process hog() throws IOException {
        return new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    }
}
