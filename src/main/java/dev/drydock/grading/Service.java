package dev.drydock.grading;

import dev.drydock.engine.Container;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.Engine;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.ListeningSocket;
import dev.drydock.engine.ProcessFacts;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.RunRequest;
import dev.drydock.text.Sizes;
import java.time.Duration;
import java.util.List;

/** The submission's service while it runs. */
final class Service implements AutoCloseable {

    private static final int LOG_BYTES = 4096;

    private final Engine engine;
    private final Container container;
    private final RunLimits limits;
    private final long started = System.nanoTime();

    private Service(Engine engine, Container container, RunLimits limits) {
        this.engine = engine;
        this.container = container;
        this.limits = limits;
    }

    static Service start(Engine engine, RunRequest request) {
        return new Service(engine, engine.run(request), request.limits());
    }

    /** Waits until it has run for so long or has ended. */
    ContainerState after(Duration time) {
        return engine.await(container, state -> !state.running(), left(time));
    }

    /** Waits until its health probe has judged, it has ended, or the time since its start is up. */
    ContainerState healthWithin(Duration time) {
        return engine.await(
                container,
                state -> !state.running()
                        || state.health()
                                .filter(health -> health.status() != ContainerState.Status.STARTING)
                                .isPresent(),
                left(time));
    }

    private Duration left(Duration sinceStart) {
        Duration left = sinceStart.minusNanos(System.nanoTime() - started);
        return left.isNegative() ? Duration.ZERO : left;
    }

    ContainerState state() {
        return engine.state(container);
    }

    ProcessFacts process() {
        return engine.process(container).orElseThrow(() -> ended(state()));
    }

    long refusedTasks() {
        return engine.refusedTasks(container);
    }

    List<ListeningSocket> sockets() {
        ContainerState now = state();
        if (!now.running()) {
            throw ended(now);
        }
        return engine.listeningSockets(container);
    }

    /** Patience is counted from the service's start: a silent service is waited for once and not once for each probe. */
    HttpReply http(HttpProbe probe) {
        return engine.http(
                container,
                new HttpProbe(
                        probe.method(),
                        probe.port(),
                        probe.path(),
                        probe.headers(),
                        probe.body(),
                        left(probe.patience()),
                        probe.timeout()));
    }

    String logTail() {
        return engine.logs(container, LOG_BYTES);
    }

    private Unobservable ended(ContainerState state) {
        String memory = state.outOfMemory()
                ? ", as it took more than the " + Sizes.binary(limits.memoryBytes()) + " of memory that it may have"
                : "";
        return new Unobservable("the container has ended with exit code " + state.exitCode() + memory);
    }

    @Override
    public void close() {
        engine.remove(container);
    }
}
