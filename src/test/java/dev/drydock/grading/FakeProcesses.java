package dev.drydock.grading;

import dev.drydock.engine.ContainerProcess;
import dev.drydock.engine.ContainerProcess.Descriptor;
import dev.drydock.engine.ContainerProcesses;
import dev.drydock.engine.ListeningSocket;
import dev.drydock.engine.ProcessFacts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Processes of a container as a test states them, each the child of the one before unless it is said otherwise. */
public final class FakeProcesses {

    /** TERM, as a bit of a set. */
    public static final long TERM = 1L << 14;

    private static final String SOCKET = "socket:[8000]";

    private final List<ContainerProcess> all = new ArrayList<>();
    private String output = "pipe:[1]";
    private Map<String, String> environment = Map.of();
    private long handled;
    private boolean shell;
    private boolean serves;
    private int port = 8000;
    private final List<Descriptor> more = new ArrayList<>();

    static ContainerProcess first(ProcessFacts facts, Collection<String> sockets) {
        List<Descriptor> open =
                sockets.stream().map(name -> new Descriptor(3, name, true)).toList();
        String program =
                facts.commandLine().isEmpty() ? "" : facts.commandLine().getFirst();
        return new ContainerProcess(100, 1, 1, program, false, facts.commandLine(), facts.environment(), 0, 0, open);
    }

    /** The next one is a shell, whatever it is called. */
    public FakeProcesses shell() {
        shell = true;
        return this;
    }

    /** The next one handles signals. */
    public FakeProcesses handling(long signals) {
        handled = signals;
        return this;
    }

    /** The next one has the port's socket open. */
    public FakeProcesses serving() {
        serves = true;
        return this;
    }

    /** The next one writes there. */
    public FakeProcesses writingTo(String target) {
        output = target;
        return this;
    }

    /** The next one reads there. */
    public FakeProcesses reading(String target) {
        more.add(new Descriptor(0, target, true));
        return this;
    }

    /** The next one got these variables. */
    public FakeProcesses given(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    /** A process, with what was said of the next one. */
    public FakeProcesses process(String program, String... arguments) {
        return child(all.size() - 1, 0, program, arguments);
    }

    /**
     * A process.
     *
     * @param parent index of the parent
     * @param pending signals that wait for it
     */
    public FakeProcesses child(int parent, long pending, String program, String... arguments) {
        List<String> line = new ArrayList<>(List.of(program));
        line.addAll(List.of(arguments));
        more.add(new Descriptor(1, output, false));
        if (serves) {
            more.add(new Descriptor(3, SOCKET, true));
        }
        int number = all.size();
        all.add(new ContainerProcess(
                100 + number,
                parent < 0 ? 1 : 100 + parent,
                number + 1,
                program,
                shell,
                line,
                environment,
                handled,
                pending,
                more));
        output = "pipe:[1]";
        environment = Map.of();
        handled = 0;
        shell = false;
        serves = false;
        more.clear();
        return this;
    }

    /** Where they listen, on all interfaces. */
    public FakeProcesses on(int number) {
        port = number;
        return this;
    }

    public ContainerProcesses all() {
        try {
            return new ContainerProcesses(
                    all, Map.of(SOCKET, new ListeningSocket(InetAddress.getByName("0.0.0.0"), port)));
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(notAnAddress);
        }
    }

    /** Their numbers. */
    public Set<Integer> pids() {
        return Set.copyOf(all.stream().map(ContainerProcess::pid).toList());
    }
}
