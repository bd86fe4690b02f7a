package dev.drydock.grading.checks;

import dev.drydock.engine.ContainerProcess;
import dev.drydock.engine.ContainerProcess.Descriptor;
import dev.drydock.engine.ContainerProcess.Signal;
import dev.drydock.engine.ContainerProcesses;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What process 1 of a container is to the service: the service itself, or something around it.
 *
 * @param processes of the container
 * @param servers the processes that serve, the closest to process 1 first; none where nothing listens
 * @param stop signal by which the image wants to be stopped
 * @param answers whether something answers at the service's port
 */
record ProcessOne(ContainerProcesses processes, List<ContainerProcess> servers, Signal stop, boolean answers) {

    /** Told by their names alone where a program could not be read. */
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "busybox");

    /** Something that should not be there. */
    sealed interface Around {
        ContainerProcess process();

        /** A command interpreter, as process 1 or between it and the service. */
        record Shell(ContainerProcess process) implements Around {}

        /** A program that has the service's socket too, serves nothing, and does nothing about the stop signal. */
        record Deaf(ContainerProcess process) implements Around {}

        /** A program that has a user's shell read the start command, and waits for its end. */
        record Login(ContainerProcess process) implements Around {
            String describe() {
                return Printable.of(name(process.program()), 40)
                        + " is around the service: it has the user's shell read the start command, and waits for its end. USER "
                        + "says as whom a service runs, without any program around it.";
            }
        }

        /** A program that gives the service a terminal of its own. */
        record Terminal(ContainerProcess process) implements Around {
            String describe() {
                return Printable.of(name(process.program()), 40)
                        + " is PID 1; it starts the service through a shell, on a terminal that it only pretends, and what the "
                        + "service prints goes through it. Start the service itself.";
            }
        }
    }

    /** What stands around the service, as far as it is seen without trying anything. */
    Optional<Around> around() {
        ContainerProcess first = processes.first().orElseThrow();
        return shell(first).or(this::login).or(() -> terminal(first)).or(() -> deaf(first));
    }

    /** Whether something answers, and no process that could is to be seen. */
    boolean hidesTheService() {
        return answers && servers.isEmpty();
    }

    /** Whether process 1 is another program than the service, so that the stop signal has to be passed on. */
    boolean hasToPassOn() {
        return !servers.isEmpty() && servers.getFirst().inside() != 1;
    }

    private Optional<Around> shell(ContainerProcess first) {
        if (servers.isEmpty()) {
            return Optional.of(first).filter(ProcessOne::isShell).map(Around.Shell::new);
        }
        return servers.stream()
                .flatMap(server -> processes.wayTo(server).stream())
                .filter(ProcessOne::isShell)
                .<Around>map(Around.Shell::new)
                .findFirst();
    }

    /** A shell may have handed over by now. */
    private Optional<Around> login() {
        return servers.stream()
                .flatMap(server -> processes.wayTo(server).stream())
                .filter(ProcessOne::startsShell)
                .<Around>map(Around.Login::new)
                .findFirst();
    }

    /** su always does; runuser does when it is given a command as one word, and not where it is given a user by option. */
    private static boolean startsShell(ContainerProcess process) {
        String name = name(process.program());
        return name.equals("su")
                || (name.equals("runuser")
                        && process.commandLine().stream()
                                .noneMatch(word -> word.equals("-u") || word.startsWith("--user"))
                        && process.commandLine().stream()
                                .takeWhile(word -> !word.equals("--"))
                                .anyMatch(word -> word.equals("-c") || word.startsWith("--command")));
    }

    private Optional<Around> terminal(ContainerProcess first) {
        return hasToPassOn()
                        && servers.getFirst()
                                .output()
                                .filter(Descriptor::isTerminal)
                                .isPresent()
                ? Optional.of(new Around.Terminal(first))
                : Optional.empty();
    }

    /**
     * Whoever opens the socket and lets its own copies serve it is the service; a program started anew is another. What
     * has to pass the signal on is tried: the kernel shows no signals that a program waits for with sigwait, as tini does.
     */
    private Optional<Around> deaf(ContainerProcess first) {
        boolean another = !hasToPassOn()
                && servers.stream().anyMatch(server -> !server.commandLine().equals(first.commandLine()));
        return another && !first.handles(stop) ? Optional.of(new Around.Deaf(first)) : Optional.empty();
    }

    static boolean isShell(ContainerProcess process) {
        return process.shell() || SHELLS.contains(name(process.program().replace(" (deleted)", "")));
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
