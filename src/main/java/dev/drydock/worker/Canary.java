package dev.drydock.worker;

import dev.drydock.content.Exercise;
import dev.drydock.grading.Intake;
import dev.drydock.grading.Verdict;
import dev.drydock.sandbox.SandboxPool;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Proves whose fault something odd is: grades the exercise's reference solution, which is known to be good. If that does not pass
 * either, the platform is at fault and not the learner.
 */
final class Canary {

    private static final Logger LOG = System.getLogger(Canary.class.getName());
    /** How long a canary that came back well speaks for the platform, as long as nothing on it failed since. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final Station station;
    private final Map<String, Long> cameBack = new ConcurrentHashMap<>();

    Canary(Station station) {
        this.station = station;
    }

    /** Something on the platform failed: earlier canaries say nothing any more. */
    void forget() {
        cameBack.clear();
    }

    /**
     * Whether the platform grades the exercise as it should. Takes as long as a grading, unless that was tried a short while ago.
     *
     * @param leased gets the sandbox, to abort it
     */
    boolean comesBack(Exercise exercise, Consumer<SandboxPool.Lease> leased) throws InterruptedException {
        Long last = cameBack.get(exercise.id());
        if (last != null && System.nanoTime() - last < GOOD_FOR.toNanos()) {
            return true;
        }
        if (!(station.intake().read(exercise, List.of(exercise.solution()), Map.of())
                instanceof Intake.Outcome.Accepted solution)) {
            LOG.log(Level.ERROR, "the reference solution of " + exercise.id() + " is refused");
            return false;
        }
        station.require(solution.bases());
        Verdict verdict = station.grading().grade(solution, station.grader(exercise), event -> {}, leased);
        if (verdict.outcome() != Verdict.Outcome.PASSED) {
            LOG.log(
                    Level.ERROR,
                    "the canary of " + exercise.id() + " did not come back: " + verdict.outcome()
                            + verdict.problem()
                                    .map(problem -> ", " + problem.reason())
                                    .orElse(""));
            return false;
        }
        cameBack.put(exercise.id(), System.nanoTime());
        return true;
    }
}
