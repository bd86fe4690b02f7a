package dev.drydock.sandbox;

import dev.drydock.engine.EngineException;
import dev.drydock.engine.OuterEngine;
import dev.drydock.files.ProcessLock;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * This machine as a host of sandboxes: the outer engine, the mirror and what was prepared. A process opens one and
 * closes it when it ends; if it is killed, the next one sweeps.
 */
public final class SandboxHost implements AutoCloseable {

    private final OuterEngine outer;
    private final Mirror mirror;
    private final Prepared prepared;
    private final Limits limits;
    private final SeedGate gate;

    private SandboxHost(OuterEngine outer, Mirror mirror, Prepared prepared, Limits limits, SeedGate gate) {
        this.outer = outer;
        this.mirror = mirror;
        this.prepared = prepared;
        this.limits = limits;
        this.gate = gate;
    }

    /**
     * Sweeps up after processes that were killed, makes what is missing, and starts or joins the mirror.
     *
     * @param bases those that must be there; others that were prepared before can be used as well
     * @throws PreparationException if something cannot be made or started
     */
    public static SandboxHost open(Home home, Limits limits, Collection<Base> bases, Progress progress) {
        BaseCatalogue catalogue = BaseCatalogue.load(home);
        OuterEngine outer = OuterEngine.connect();
        try {
            new Sweeper(outer).sweep();
            var preparation = new Preparation(outer, home, limits, progress);
            var gate = new SeedGate(home);
            Mirror mirror = prepare(outer, home, bases, preparation, gate);
            return new SandboxHost(outer, mirror, preparation.prepared(catalogue.bases()), limits, gate);
        } catch (RuntimeException e) {
            outer.close();
            throw e;
        }
    }

    private static Mirror prepare(
            OuterEngine outer, Home home, Collection<Base> bases, Preparation preparation, SeedGate gate) {
        if (preparation.isComplete(bases)) {
            return Mirror.start(outer, home, preparation.mirrorImage());
        }
        try (ProcessLock preparing = ProcessLock.exclusive(home.data().resolve("prepare.lock"))) {
            preparation.discardBrokenSeed();
            Map<Base, Path> roots = preparation.makeImages(bases);
            Mirror mirror = Mirror.start(outer, home, preparation.mirrorImage());
            try {
                if (!roots.isEmpty()) {
                    gate.whileFilling(() -> preparation.fillSeed(roots, mirror));
                }
                return mirror;
            } catch (RuntimeException e) {
                mirror.close();
                throw e;
            }
        }
    }

    /** The bases that are prepared on this machine now; looks, and makes nothing. */
    public static List<PreparedBase> prepared(Home home) {
        try (OuterEngine outer = OuterEngine.connect()) {
            return new Preparation(outer, home, Limits.standard(), Progress.silent())
                    .prepared(BaseCatalogue.load(home).bases())
                    .bases();
        }
    }

    /** Bases that sandboxes of this host have. */
    public List<PreparedBase> bases() {
        return prepared.bases();
    }

    /**
     * Begins to start sandboxes.
     *
     * @param size how many are kept warm, which is also how many gradings can run at once
     */
    public SandboxPool pool(int size) {
        return new SandboxPool(this::startSandbox, size);
    }

    /**
     * Starts a sandbox outside of any pool.
     *
     * @throws EngineException if it does not start
     */
    public Sandbox startSandbox() {
        return startSandbox(limits);
    }

    Sandbox startSandbox(Limits others) {
        return gate.whileComplete(() -> Sandbox.start(outer, mirror, prepared, others));
    }

    public Limits limits() {
        return limits;
    }

    /** Version of the engine inside the sandboxes' image and of the one outside, for provenance. */
    public String engineVersion() {
        return outer.info().version();
    }

    @Override
    public void close() {
        try (outer) {
            mirror.close();
        }
    }
}
