package dev.drydock.grading;

import dev.drydock.engine.Container;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.Engine;
import dev.drydock.engine.StopOutcome;
import dev.drydock.engine.Stopping;
import dev.drydock.grading.ContainerClock.Mark;
import java.time.Duration;

/** Stops a service as {@code docker stop} does, with a grace period that is counted on the container's own clock. */
final class ServiceStop implements Stopping {

    private static final Duration STEP = Duration.ofSeconds(1);

    /** For the kernel to end a container that is killed. */
    private static final Duration KILLED_WITHIN = Duration.ofSeconds(30);

    private final Engine engine;
    private final Container container;
    private final ContainerClock clock;
    private final String signal;
    private final Duration grace;
    private Mark told;

    ServiceStop(Engine engine, Container container, ContainerClock clock, String signal, Duration grace) {
        this.engine = engine;
        this.container = container;
        this.clock = clock;
        this.signal = signal;
        this.grace = grace;
        this.told = clock.start();
    }

    @Override
    public void signal() {
        told = clock.now();
        engine.signal(container, signal, false);
    }

    @Override
    public StopOutcome await() {
        ContainerState state = awaitEnd();
        Duration took = grace.minus(clock.left(grace, told));
        if (state.running()) {
            engine.signal(container, "SIGKILL", false);
            state = engine.await(container, last -> !last.running(), KILLED_WITHIN);
            return new StopOutcome(took, state.exitCode(), true);
        }
        return new StopOutcome(took, state.exitCode(), false);
    }

    /** Looks at the counters again and again, as those of a process are gone with it. */
    private ContainerState awaitEnd() {
        while (true) {
            Duration left = clock.left(grace, told);
            ContainerState state =
                    engine.await(container, now -> !now.running(), left.compareTo(STEP) < 0 ? left : STEP);
            if (!state.running() || !clock.grants(grace, told)) {
                return state;
            }
        }
    }
}
