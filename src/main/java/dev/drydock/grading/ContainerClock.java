package dev.drydock.grading;

import dev.drydock.engine.Container;
import dev.drydock.engine.CpuTimes;
import dev.drydock.engine.Engine;
import java.time.Duration;

/**
 * A clock for one container, which stands still while the container could run and others keep the processors from it.
 * Budgets of time that are counted on it mean the same on a busy machine as on an idle one.
 *
 * <p>The kernel's counters are read only when a budget seems to be used up, so that on an idle machine nothing is spent
 * on it.
 */
final class ContainerClock {

    /** So much more than the budget is waited at most, however busy the machine is. */
    private static final int MOST = 8;

    /** What is left of a budget and not worth another look. */
    private static final Duration NOTHING = Duration.ofMillis(50);

    private final Engine engine;
    private final Container container;
    private final double cpus;
    private final long started = System.nanoTime();
    private CpuTimes last = CpuTimes.none(started);
    private Duration lost = Duration.ZERO;

    /** @param cpus processors that the container may use at once */
    ContainerClock(Engine engine, Container container, double cpus) {
        this.engine = engine;
        this.container = container;
        this.cpus = cpus;
    }

    /**
     * A moment, to count from.
     *
     * @param at on {@link System#nanoTime}'s scale
     * @param lost until then
     */
    record Mark(long at, Duration lost) {}

    Mark start() {
        return new Mark(started, Duration.ZERO);
    }

    /** This moment, without a look at the counters: what was lost since the last look counts as lost later. */
    synchronized Mark roughly() {
        return new Mark(System.nanoTime(), lost);
    }

    /** This moment, after a look at the counters. */
    synchronized Mark now() {
        CpuTimes times = engine.cpuTimes(container);
        lost = lost.plus(times.waitedSince(last, cpus));
        last = times;
        return new Mark(times.takenAt(), lost);
    }

    /** What is left of a budget by what is known so far; not negative. */
    synchronized Duration left(Duration budget, Mark since) {
        Duration own = Duration.ofNanos(System.nanoTime() - since.at()).minus(lost.minus(since.lost()));
        return positive(budget.minus(own));
    }

    /** Whether a look at the counters shows that a budget which seemed to be used up is not. */
    boolean grants(Duration budget, Mark since) {
        now();
        boolean patient = System.nanoTime() - since.at() < budget.toNanos() * MOST;
        return patient && left(budget, since).compareTo(NOTHING) > 0;
    }

    /** How much the container has lost between two moments. */
    static Duration lostBetween(Mark since, Mark until) {
        return positive(until.lost().minus(since.lost()));
    }

    /** How much longer than on an idle machine things took until the last look: 1 and more. */
    synchronized double slowdown() {
        double passed = last.takenAt() - started;
        double got = passed - lost.toNanos();
        return passed <= 0 ? 1 : Math.clamp(passed / Math.max(1, got), 1.0, MOST);
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
