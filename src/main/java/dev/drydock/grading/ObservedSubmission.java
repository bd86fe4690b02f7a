package dev.drydock.grading;

import dev.drydock.engine.EngineException;
import dev.drydock.grading.jobs.JobAnswers;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.SandboxPool;
import java.security.SecureRandom;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Has a submission observed in a sandbox without a grader. */
public final class ObservedSubmission {

    private ObservedSubmission() {}

    /**
     * Observes. Nothing of the submission is left in the sandbox afterwards.
     *
     * @param events told about everything as it happens
     * @param look takes what it wants to know
     * @throws EngineException when the platform failed
     */
    public static <T> T observe(
            SandboxPool pool,
            Limits limits,
            Intake.Outcome.Accepted accepted,
            Consumer<GradingEvent> events,
            Function<Observations, T> look)
            throws InterruptedException {
        try (SandboxPool.Lease lease = pool.lease()) {
            try (var examination = new Examination(
                    lease.sandbox(),
                    limits,
                    accepted.submission(),
                    accepted.dockerfile(),
                    ObservedSubmission::noReference,
                    new SecureRandom(),
                    JobAnswers.none(),
                    Set.of(),
                    StartPlan.NOTHING,
                    events)) {
                T seen = look.apply(examination);
                examination.anomaly().ifPresent(lease::spoil);
                return seen;
            } catch (RuntimeException failure) {
                lease.spoil(String.valueOf(failure.getMessage()));
                throw failure;
            }
        }
    }

    private static Reference noReference() {
        throw new Unobservable("there is no reference solution");
    }
}
