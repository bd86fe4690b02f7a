package dev.drydock.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came of a build. Steps are ordered by stage, then by number; internal vertices come last. */
public sealed interface BuildOutcome {

    List<StepResult> steps();

    Duration took();

    /** It built. */
    record Built(String imageId, List<StepResult> steps, Duration took) implements BuildOutcome {
        public Built {
            steps = List.copyOf(steps);
        }
    }

    /**
     * The Dockerfile, or what it runs, is at fault.
     *
     * @param step the step that failed, empty when BuildKit refused the Dockerfile before any step
     * @param message the engine's words
     */
    record Failed(Optional<StepResult> step, String message, List<StepResult> steps, Duration took)
            implements BuildOutcome {
        public Failed {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A limit was reached, and the build was cancelled or failed of it.
     *
     * @param limit which one and by how much
     */
    record LimitReached(Optional<StepResult> step, LimitHit limit, List<StepResult> steps, Duration took)
            implements BuildOutcome {
        public LimitReached {
            steps = List.copyOf(steps);
        }
    }
}
