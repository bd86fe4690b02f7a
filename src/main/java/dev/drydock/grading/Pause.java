package dev.drydock.grading;

import dev.drydock.engine.EngineException;
import java.time.Duration;

/** Waits between two looks at something that tells nobody when it changes. */
public final class Pause {

    private Pause() {}

    /** @throws EngineException when the grading is broken off meanwhile */
    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while something was waited for", e);
        }
    }
}
