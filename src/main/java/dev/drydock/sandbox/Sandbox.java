package dev.drydock.sandbox;

import dev.drydock.engine.Engine;
import dev.drydock.engine.EngineException;
import dev.drydock.engine.EngineUsage;
import dev.drydock.engine.NestedEngine;
import dev.drydock.engine.OuterEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** One sandbox: a nested engine in a container of its own, on a network of its own, that can reach the mirror only. */
public final class Sandbox implements AutoCloseable {

    private final OuterEngine outer;
    private final Mirror mirror;
    private final String network;
    private final String mirrorAddress;
    private final SandboxContainer container;
    private final NestedEngine engine;
    private final PackageIndex index;
    private final EngineUsage whenNew;
    private List<PreparedBase> bases = List.of();

    private Sandbox(
            OuterEngine outer,
            Mirror mirror,
            String network,
            String mirrorAddress,
            SandboxContainer container,
            NestedEngine engine) {
        this.outer = outer;
        this.mirror = mirror;
        this.network = network;
        this.mirrorAddress = mirrorAddress;
        this.container = container;
        this.engine = engine;
        this.index = mirror.index(outer.connect(network, container.getContainerId()));
        this.whenNew = engine.usage();
        // Its address may have been that of a sandbox whose process was killed.
        index.reset();
    }

    /**
     * Starts one.
     *
     * @throws EngineException if it does not answer within {@link Limits#sandboxStart()}
     */
    static Sandbox start(OuterEngine outer, Mirror mirror, Prepared prepared, Limits limits) {
        Sandbox sandbox = start(
                outer, mirror, prepared.sandboxImage(), prepared.seedVolume(), SandboxContainer.Mode.SANDBOX, limits);
        sandbox.bases = prepared.bases();
        return sandbox;
    }

    static Sandbox start(
            OuterEngine outer,
            Mirror mirror,
            String image,
            String seedVolume,
            SandboxContainer.Mode mode,
            Limits limits) {
        String name = "drydock-" + UUID.randomUUID();
        String network = outer.createNetwork(
                name, true, Map.of(Owner.LABEL, Owner.current().token()));
        try {
            String mirrorAddress = mirror.join(network);
            var container = new SandboxContainer(image, mode, network, Optional.of(mirrorAddress), seedVolume, limits);
            if (mode == SandboxContainer.Mode.SANDBOX && GpuSource.isMachine(outer)) {
                container.withGpus();
            }
            try {
                container.waitingFor(new EngineAnswers(outer, limits.sandboxStart()));
                container.start();
                return new Sandbox(
                        outer, mirror, network, mirrorAddress, container, outer.open(container.getContainerId()));
            } catch (RuntimeException e) {
                container.stop();
                throw new EngineException("A sandbox did not start: " + e.getMessage(), e);
            }
        } catch (RuntimeException e) {
            mirror.leave(network);
            outer.removeNetwork(network);
            throw e;
        }
    }

    /** The nested engine. */
    public Engine engine() {
        return engine;
    }

    /** Whether it is whole, with the mirror that it was started with: neither comes back once it has ended. */
    public boolean isSound() {
        return outer.isRunning(container.getContainerId()) && mirror.isRunning();
    }

    /** Ends whatever goes on in it, at once; it is still to be closed. For any thread. */
    void kill() {
        outer.removeContainer(container.getContainerId());
    }

    /** Bases that were prepared when it was started: these are in it. */
    List<PreparedBase> bases() {
        return bases;
    }

    /** Names that resolve in builds: the mirror's. */
    public Map<String, String> buildHosts() {
        return Map.of("mirror", mirrorAddress);
    }

    /** Chooses the package index that builds and containers see from now on, until the sandbox is emptied. */
    public void index(IndexVersion version) {
        index.choose(version);
    }

    /** Marks what was asked of the package index so far, for {@link #requests}. */
    public IndexMark indexMark() {
        return index.mark();
    }

    /**
     * What this sandbox's builds and containers asked the package index and the Debian proxy for, in the order of the
     * answers, Python's before Debian's.
     *
     * @param since taken after the sandbox was emptied last
     */
    public List<IndexRequest> requests(IndexMark since) {
        return index.requests(since);
    }

    /** Id of the container on the outer engine. */
    public String containerId() {
        return container.getContainerId();
    }

    /** Names what the sandbox's bases come from: different bases have different names. */
    public String seed() {
        return String.join(",", whenNew.imageIds());
    }

    /**
     * Removes everything that a submission left, and proves it.
     *
     * @return empty when the engine holds exactly what it held when new, otherwise what is left
     */
    public Optional<String> empty() {
        engine.empty(Set.copyOf(whenNew.imageIds()));
        index.reset();
        EngineUsage now = engine.usage();
        if (!now.equals(whenNew)) {
            return Optional.of("was " + whenNew + ", is " + now);
        }
        return engine.tasksExhausted()
                ? Optional.of(
                        "the counters say that all processes were used up, and would say so of the next submission")
                : Optional.empty();
    }

    /** Ends it; nothing of it is left. */
    @Override
    public void close() {
        engine.close();
        container.stop();
        try {
            index.reset();
        } catch (EngineException mirrorIsGone) {
            // Nothing is kept then; and where it is, the next sandbox with this address begins with the same call.
        }
        mirror.leave(network);
        outer.removeNetwork(network);
    }

    /** Ready means that the nested engine answers, which no log line or port tells. */
    private static final class EngineAnswers extends AbstractWaitStrategy {

        private static final long PAUSE_MILLIS = 25;
        private final OuterEngine outer;

        EngineAnswers(OuterEngine outer, Duration limit) {
            this.outer = outer;
            withStartupTimeout(limit);
        }

        @Override
        protected void waitUntilReady() {
            long deadline = System.nanoTime() + startupTimeout.toNanos();
            String id = waitStrategyTarget.getContainerId();
            while (!outer.answers(id)) {
                if (System.nanoTime() > deadline || !outer.isRunning(id)) {
                    throw new EngineException("the nested engine does not answer; it said:\n" + outer.logs(id, 4096));
                }
                LockSupport.parkNanos(Duration.ofMillis(PAUSE_MILLIS).toNanos());
            }
        }
    }
}
