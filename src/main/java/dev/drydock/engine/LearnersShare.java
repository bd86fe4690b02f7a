package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The part of a sandbox that everything in it shares which a learner started, and the most that was ever used of it: read
 * from the kernel's own counters (cgroup v1 and v2), which nothing in the sandbox's containers can reach.
 *
 * @param memoryLimit bytes; 0 where there is no limit
 * @param memoryPeak bytes, cached files among them
 * @param tasksLimit processes and threads; 0 where there is no limit
 * @param tasksPeak processes and threads; 0 where the kernel (before 6.1) does not tell
 * @param disk as it is now
 */
record LearnersShare(long memoryLimit, long memoryPeak, long tasksLimit, long tasksPeak, Disk disk) {

    /** Limits above that are the kernel's way to write that there is none. */
    private static final long UNLIMITED = 1L << 50;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final String READ = """
            first() { for f; do [ -e "$f" ] && cat "$f" && return; done; echo 0; }
            cd /sys/fs/cgroup
            first memory/learners/memory.limit_in_bytes learners/memory.max
            first memory/learners/memory.max_usage_in_bytes learners/memory.peak
            first pids/learners/pids.max learners/pids.max
            first pids/learners/pids.peak learners/pids.peak
            stat -f -c '%S %b %a' "$1"
            """;

    /**
     * Looks now.
     *
     * @param dataRoot where the engine keeps its data
     */
    static LearnersShare read(SandboxShell shell, String dataRoot) {
        SandboxShell.Output output = shell.exec(List.of("sh", "-c", READ, "sh", dataRoot), new byte[0], LIMIT);
        List<String> lines =
                new String(output.stdout(), StandardCharsets.US_ASCII).lines().toList();
        if (output.exitCode() != 0 || lines.size() != 5) {
            throw new EngineException("The sandbox's counters cannot be read: " + lines + " " + output.stderr());
        }
        String[] disk = lines.get(4).split(" ");
        long block = Long.parseLong(disk[0]);
        return new LearnersShare(
                limit(lines.get(0)),
                limit(lines.get(1)),
                limit(lines.get(2)),
                limit(lines.get(3)),
                new Disk(block * Long.parseLong(disk[1]), block * Long.parseLong(disk[2])));
    }

    private static long limit(String text) {
        if (text.equals("max")) {
            return 0;
        }
        long value = Long.parseLong(text);
        return value >= UNLIMITED ? 0 : value;
    }

    /** Whether more tasks were asked for than there may be. */
    boolean tasksExhausted() {
        return tasksLimit > 0 && tasksPeak >= tasksLimit;
    }

    /** Whether memory was used to within a hundredth of the limit; cached files alone can do that. */
    boolean memoryExhausted() {
        return memoryLimit > 0 && memoryPeak >= memoryLimit - memoryLimit / 100;
    }
}
