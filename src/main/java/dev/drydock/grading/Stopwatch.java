package dev.drydock.grading;

import dev.drydock.grading.Verdict.Timings;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a grading's time goes, told by its events. A build lasts from its phase's beginning to its last event; running, which
 * goes on beside rebuilds, to the last result of a check that needs a container.
 */
final class Stopwatch {

    private static final String BUILD = "build";
    private static final String RUN = "run";

    private final long created = System.nanoTime();
    private final Map<String, Long> began = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private long leased = created;
    private long started = created;
    private long ended;

    void leased() {
        leased = System.nanoTime();
        started = leased;
    }

    /** Here begins what the submission is answerable for. */
    void begin() {
        started = System.nanoTime();
    }

    void end() {
        ended = System.nanoTime();
    }

    /** A check that needs a container has its result. */
    void ran() {
        last.put(RUN, System.nanoTime());
    }

    void hear(GradingEvent event) {
        long now = System.nanoTime();
        switch (event) {
            case GradingEvent.Phase phase -> {
                began.putIfAbsent(phase.name(), now);
                last.put(phase.name(), now);
            }
            case GradingEvent.Building building -> last.put(building.phase(), now);
            case GradingEvent.Checked checked -> {}
        }
    }

    Timings timings() {
        long end = ended == 0 ? System.nanoTime() : ended;
        long rebuild = began.keySet().stream()
                .filter(phase -> phase.startsWith("rebuild"))
                .mapToLong(this::length)
                .sum();
        return new Timings(
                millis(leased - created),
                millis(length(BUILD)),
                millis(rebuild),
                millis(length(RUN)),
                millis(end - started));
    }

    private long length(String phase) {
        return began.containsKey(phase) ? last.getOrDefault(phase, 0L) - began.get(phase) : 0;
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
