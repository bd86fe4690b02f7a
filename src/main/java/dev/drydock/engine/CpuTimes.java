package dev.drydock.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the threads of a container have got of the processors since each of them began, as the kernel counts it in
 * {@code /proc/PID/task/TID/schedstat} (Documentation/scheduler/sched-stats.rst of Linux): time on a processor, and time
 * in which they could have run and had to wait for one.
 *
 * @param takenAt when it was read, on {@link System#nanoTime}'s scale
 * @param threads by thread id
 */
public record CpuTimes(long takenAt, Map<Integer, Thread> threads) {

    private static final Pattern LINE = Pattern.compile(
            "/proc/\\d+/task/(?<thread>\\d{1,9})/schedstat:(?<ran>\\d{1,18}) (?<waited>\\d{1,18}) \\d+");

    /**
     * One thread's times, in nanoseconds.
     *
     * @param ran on a processor
     * @param waited for a processor while it could have run
     */
    public record Thread(long ran, long waited) {}

    public CpuTimes {
        threads = Map.copyOf(threads);
    }

    /** Before anything ran. */
    public static CpuTimes none(long takenAt) {
        return new CpuTimes(takenAt, Map.of());
    }

    /**
     * How long the container was kept waiting by others: the time that its most delayed thread waited for a processor,
     * but never more than what it left unused of its own share, as who uses all that it may have waits for itself.
     *
     * @param since an earlier look at the same container
     * @param cpus processors that it may use at once
     */
    public Duration waitedSince(CpuTimes since, double cpus) {
        long longest = 0;
        long ran = 0;
        for (Map.Entry<Integer, Thread> entry : threads.entrySet()) {
            Thread before = since.threads.getOrDefault(entry.getKey(), new Thread(0, 0));
            Thread now = entry.getValue();
            // A number that went to another thread meanwhile begins anew.
            boolean same = now.ran() >= before.ran() && now.waited() >= before.waited();
            longest = Math.max(longest, now.waited() - (same ? before.waited() : 0));
            ran += now.ran() - (same ? before.ran() : 0);
        }
        long unused = takenAt - since.takenAt - Math.round(ran / cpus);
        return Duration.ofNanos(Math.max(0, Math.min(longest, unused)));
    }

    /** Reads lines {@code /proc/PID/task/TID/schedstat:RAN WAITED SLICES}; others are passed over. */
    static CpuTimes parse(long takenAt, String lines) {
        Map<Integer, Thread> threads = new HashMap<>();
        lines.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> threads.put(
                        Integer.valueOf(line.group("thread")),
                        new Thread(Long.parseLong(line.group("ran")), Long.parseLong(line.group("waited")))));
        return new CpuTimes(takenAt, threads);
    }
}
