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
    private final Home home;
    private final Preparation preparation;
    private final Limits limits;
    private final SeedGate gate;
    /** Those who need a base that is made already wait for the one who makes it, and nobody else does. */
    private final Object making = new Object();

    private volatile Mirror mirror;
    private volatile Prepared prepared;

    private SandboxHost(
            OuterEngine outer, Home home, Preparation preparation, Limits limits, SeedGate gate, Mirror mirror) {
        this.outer = outer;
        this.home = home;
        this.preparation = preparation;
        this.limits = limits;
        this.gate = gate;
        this.mirror = mirror;
        this.prepared = nowPrepared();
    }

    /**
     * Sweeps up after processes that were killed, makes what is missing, and starts or joins the mirror.
     *
     * @param bases those that must be there; others that were prepared before can be used as well
     * @throws PreparationException if something cannot be made or started
     */
    public static SandboxHost open(Home home, Limits limits, Collection<Base> bases, Progress progress) {
        OuterEngine outer = OuterEngine.connect();
        try {
            new Sweeper(outer).sweep();
            var preparation = new Preparation(outer, home, limits, progress);
            var gate = new SeedGate(home);
            Mirror mirror = prepare(outer, home, bases, preparation, gate);
            return new SandboxHost(outer, home, preparation, limits, gate, mirror);
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

    /**
     * Makes bases that are missing. Sandboxes that are started from now on have them.
     *
     * @throws PreparationException if one cannot be made
     */
    public void require(Collection<Base> bases) {
        if (bases.stream().allMatch(this::has)) {
            return;
        }
        synchronized (making) {
            make(bases);
        }
    }

    private void make(Collection<Base> bases) {
        try (ProcessLock preparing = ProcessLock.exclusive(home.data().resolve("prepare.lock"))) {
            Map<Base, Path> roots = preparation.makeImages(bases);
            if (!roots.isEmpty()) {
                gate.whileFilling(() -> preparation.fillSeed(roots, mirror));
            }
        }
        prepared = nowPrepared();
    }

    private boolean has(Base base) {
        return prepared.bases().stream().anyMatch(one -> one.ref().equals(base.ref()));
    }

    private Prepared nowPrepared() {
        return preparation.prepared(BaseCatalogue.load(home).bases());
    }

    /**
     * Sees that sandboxes can be started, after the engine or the mirror has failed: starts the mirror again if it has ended.
     *
     * @return whether something had to be mended
     * @throws EngineException if the engine does not answer
     * @throws PreparationException if the mirror does not start
     */
    public synchronized boolean mend() {
        outer.ping();
        if (mirror.isRunning()) {
            return false;
        }
        mirror.abandon();
        mirror = Mirror.start(outer, home, preparation.mirrorImage());
        return true;
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
        return new SandboxPool(this::startSandbox, this::isUsable, size);
    }

    /** Whether it is whole and has all bases that there are now. */
    private boolean isUsable(Sandbox sandbox) {
        return sandbox.isSound() && sandbox.bases().equals(prepared.bases());
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
