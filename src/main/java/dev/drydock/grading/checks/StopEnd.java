package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.StopOutcome;
import dev.drydock.grading.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a service ended that was told to.
 *
 * @param withinSeconds that it had for it
 * @param before what was done to it before, as a sentence that follows others; empty if nothing was
 */
record StopEnd(int withinSeconds, StopOutcome outcome, String before) {

    /** What programs end with that were asked to: 0, or 128 and the number of SIGINT or SIGTERM. */
    private static final Set<Integer> ORDERLY = Set.of(0, 130, 143);

    /** Empty if nothing is. */
    Optional<Finding> wrong(String expected, List<Lines> suspects) {
        if (outcome.killed()) {
            return Optional.of(Finding.failed(
                    expected,
                    "still running " + withinSeconds + " s after the stop signal, then killed",
                    "Its time was up before it had ended, so it was killed. Either the signal never reached the service, as "
                            + "a shell that is PID 1 keeps it to itself, or something in the service keeps it from ending."
                            + before,
                    suspects));
        }
        return ORDERLY.contains(outcome.exitCode())
                ? Optional.empty()
                : Optional.of(Finding.failed(
                        expected,
                        words(),
                        "The service ended with an error when it was told to stop, so nobody can tell a normal end from a crash.",
                        suspects));
    }

    String words() {
        return "ended after " + Quantity.time(outcome.took()) + " with exit code " + outcome.exitCode();
    }
}
