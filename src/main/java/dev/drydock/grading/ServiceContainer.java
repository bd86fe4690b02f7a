package dev.drydock.grading;

import dev.drydock.engine.Container;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.ContainerState.Status;
import dev.drydock.engine.Engine;
import dev.drydock.engine.EngineException;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.ListeningSocket;
import dev.drydock.engine.ProcessFacts;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.RunRequest;
import dev.drydock.engine.StopOutcome;
import dev.drydock.text.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The submission's service in one container, which goes away when this is closed. */
final class ServiceContainer implements RunningService, AutoCloseable {

    private static final int TAIL_BYTES = 4096;
    private static final int LOG_BYTES = 256 * 1024;

    /** "Service unavailable": not yet. */
    private static final int UNAVAILABLE = 503;

    /** Between two questions whether it is ready. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Engine engine;
    private final Container container;
    private final RunLimits limits;
    private final Clients clients;
    private final long started = System.nanoTime();

    private ServiceContainer(Engine engine, Container container, RunLimits limits, Clients clients) {
        this.engine = engine;
        this.container = container;
        this.limits = limits;
        this.clients = clients;
    }

    static ServiceContainer start(Engine engine, RunRequest request, Clients clients) {
        return new ServiceContainer(engine, engine.run(request), request.limits(), clients);
    }

    @Override
    public ContainerState state() {
        return engine.state(container);
    }

    @Override
    public ContainerState stateAfter(Duration time) {
        return engine.await(container, state -> !state.running(), left(time));
    }

    @Override
    public ContainerState healthWithin(Duration time) {
        return engine.await(
                container,
                state -> !state.running() || (!isHealth(state, Status.STARTING) && hasHealth(state)),
                left(time));
    }

    @Override
    public ContainerState unhealthyWithin(Duration time) {
        return engine.await(container, state -> !state.running() || hasFailedTwice(state), time);
    }

    private static boolean hasFailedTwice(ContainerState state) {
        return state.health().filter(health -> health.failingStreak() >= 2).isPresent();
    }

    private static boolean hasHealth(ContainerState state) {
        return state.health().isPresent();
    }

    private static boolean isHealth(ContainerState state, Status status) {
        return state.health().filter(health -> health.status() == status).isPresent();
    }

    private Duration left(Duration sinceStart) {
        Duration left = sinceStart.minusNanos(System.nanoTime() - started);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public ProcessFacts process() {
        return engine.process(container).orElseThrow(() -> ended(state()));
    }

    @Override
    public long refusedTasks() {
        return engine.refusedTasks(container);
    }

    @Override
    public List<ListeningSocket> listeningSockets() {
        ContainerState now = state();
        if (!now.running()) {
            throw ended(now);
        }
        return engine.listeningSockets(container);
    }

    /** A silent service is waited for once and not once for each probe. */
    @Override
    public HttpReply http(HttpProbe probe) {
        return engine.http(
                container,
                new HttpProbe(
                        probe.method(),
                        probe.port(),
                        probe.path(),
                        probe.headers(),
                        probe.body(),
                        left(probe.patience()),
                        probe.timeout()),
                clients.next());
    }

    @Override
    public List<HttpReply> http(List<HttpProbe> probes) {
        awaitReady(probes.getFirst());
        List<HttpReply> replies = new ArrayList<>();
        for (List<HttpProbe> some : clients.shares(probes)) {
            List<HttpReply> came = engine.http(container, some, clients.next());
            replies.addAll(came);
            if (came.size() < some.size() || came.getLast() instanceof HttpReply.NoAnswer) {
                break;
            }
            pause(clients.pause());
        }
        return replies;
    }

    private void awaitReady(HttpProbe probe) {
        while (http(probe) instanceof HttpReply.Answer answer
                && answer.status() == UNAVAILABLE
                && left(probe.patience()).isPositive()) {
            pause(PAUSE);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while a service was asked", e);
        }
    }

    @Override
    public String logTail() {
        return engine.logs(container, TAIL_BYTES);
    }

    @Override
    public String log() {
        return engine.logs(container, LOG_BYTES);
    }

    @Override
    public void freeze() {
        engine.signal(container, "SIGSTOP", true);
    }

    @Override
    public void thaw() {
        engine.signal(container, "SIGCONT", true);
    }

    @Override
    public StopOutcome stop(Duration grace) {
        ContainerState now = state();
        if (!now.running()) {
            throw ended(now);
        }
        return engine.stop(container, grace);
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
