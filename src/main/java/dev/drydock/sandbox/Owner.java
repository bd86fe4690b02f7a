package dev.drydock.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that something on the outer engine belongs to. A process id alone is reused sooner or later, so the
 * start time goes with it.
 *
 * @param pid process id
 * @param started start time in the words of this machine: boot id and clock ticks since boot where /proc tells them
 *     (proc_pid_stat(5), field 22), because wall-clock start times shift when the clock is set
 */
public record Owner(long pid, String started) {

    /** Label that carries {@link #token()}. */
    public static final String LABEL = "dev.drydock.owner";

    /** This process. */
    public static Owner current() {
        return of(ProcessHandle.current().pid());
    }

    static Owner of(long pid) {
        return new Owner(pid, startOf(pid).orElseThrow(() -> new IllegalStateException("no process " + pid)));
    }

    public String token() {
        return pid + "@" + started;
    }

    /** Reads a label's value; empty if it is not one of ours. */
    public static Optional<Owner> parse(String token) {
        int at = token.indexOf('@');
        try {
            return at < 0
                    ? Optional.empty()
                    : Optional.of(new Owner(Long.parseLong(token.substring(0, at)), token.substring(at + 1)));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    public boolean isAlive() {
        return startOf(pid).filter(started::equals).isPresent();
    }

    private static Optional<String> startOf(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String line = Files.readString(stat);
            // The second field is the program's name in parentheses and may hold anything, spaces and parentheses too.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            boolean zombie = fields[0].equals("Z");
            return zombie ? Optional.empty() : Optional.of(bootId() + "-" + fields[19]);
        } catch (NoSuchFileException gone) {
            return Files.isDirectory(Path.of("/proc/self")) ? Optional.empty() : startByHandle(pid);
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static String bootId() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    private static Optional<String> startByHandle(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(instant -> Long.toString(instant.toEpochMilli()));
    }
}
