package dev.drydock.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A process of a container, read through /proc outside of it.
 *
 * @param pid as the sandbox sees it
 * @param parent as the sandbox sees it
 * @param inside its number in the container; the first program is 1
 * @param program the file that it executes; untrusted
 * @param shell whether that file is a command interpreter of Unix, by what the file holds and not by its name
 * @param commandLine its argv; untrusted
 * @param environment its environment at start; untrusted
 * @param handled signals that it catches or holds back, as a bit set; not those that it waits for at this moment
 * @param pending signals that were sent to it and wait, as a bit set
 * @param descriptors what it has open
 */
public record ContainerProcess(
        int pid,
        int parent,
        int inside,
        String program,
        boolean shell,
        List<String> commandLine,
        Map<String, String> environment,
        long handled,
        long pending,
        List<Descriptor> descriptors) {

    public ContainerProcess {
        commandLine = List.copyOf(commandLine);
        environment = Map.copyOf(environment);
        descriptors = List.copyOf(descriptors);
    }

    /**
     * Something open.
     *
     * @param target such as {@code socket:[4711]}, {@code pipe:[4711]} or a path
     * @param readable whether it was opened for reading
     */
    public record Descriptor(int number, String target, boolean readable) {

        public boolean isPipe() {
            return target.startsWith("pipe:");
        }

        /** Whether it is one side of a pseudo-terminal. */
        public boolean isTerminal() {
            return target.startsWith("/dev/pts/");
        }
    }

    /** Standard output. */
    public Optional<Descriptor> output() {
        return descriptors.stream().filter(open -> open.number() == 1).findFirst();
    }

    /** Whether it does something of its own about a signal. */
    public boolean handles(Signal signal) {
        return signal.isIn(handled);
    }

    /** Whether a signal was sent to it that it had no occasion to take yet. */
    public boolean awaits(Signal signal) {
        return signal.isIn(pending);
    }

    /** Signals that ask a process to end. */
    public enum Signal {
        HUP(1),
        INT(2),
        QUIT(3),
        TERM(15);

        private final int number;

        Signal(int number) {
            this.number = number;
        }

        /**
         * One of these by what STOPSIGNAL and {@code docker kill} take: its name in any case, with or without SIG, or its
         * number.
         */
        public static Optional<Signal> of(String written) {
            String name = written.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
            return Arrays.stream(values())
                    .filter(signal -> name.equals(signal.name()) || name.equals(Integer.toString(signal.number)))
                    .findFirst();
        }

        private boolean isIn(long set) {
            return (set >> (number - 1) & 1) == 1;
        }
    }
}
