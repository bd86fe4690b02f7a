package dev.drydock.engine;

import dev.drydock.engine.ContainerProcess.Descriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The processes of a container and what listens in it, all seen in one look.
 *
 * @param listening sockets that listen, with the name under which processes have them open, such as {@code
 *     socket:[4711]}; Docker's own resolver left out
 */
public record ContainerProcesses(List<ContainerProcess> all, Map<String, ListeningSocket> listening) {

    public ContainerProcesses {
        all = List.copyOf(all);
        listening = Map.copyOf(listening);
    }

    /** What listens. */
    public List<ListeningSocket> sockets() {
        return listening.values().stream().distinct().toList();
    }

    /** Process 1 of the container; empty once it has ended. */
    public Optional<ContainerProcess> first() {
        return all.stream().filter(process -> process.inside() == 1).findFirst();
    }

    /** Those that have a socket open that listens on the port, the closest to process 1 first. */
    public List<ContainerProcess> listeningOn(int port) {
        Set<String> sockets = listening.entrySet().stream()
                .filter(entry -> entry.getValue().port() == port)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(process ->
                        process.descriptors().stream().anyMatch(descriptor -> sockets.contains(descriptor.target())))
                .sorted(Comparator.comparingInt(process -> wayTo(process).size()))
                .toList();
    }

    /**
     * The processes that lead to one: process 1, its child, and so on, the process itself left out. Whoever outlived its
     * parent is process 1's child.
     */
    public List<ContainerProcess> wayTo(ContainerProcess process) {
        Map<Integer, ContainerProcess> byPid = new LinkedHashMap<>();
        all.forEach(member -> byPid.put(member.pid(), member));
        List<ContainerProcess> way = new ArrayList<>();
        ContainerProcess at = process;
        // A number may have been given anew between two looks, so that parents could lead in a circle.
        while (at.inside() != 1 && way.size() < all.size()) {
            ContainerProcess parent = byPid.get(at.parent());
            if (parent == null) {
                break;
            }
            way.addFirst(parent);
            at = parent;
        }
        return way;
    }

    /** Process 1 and what it, or a process of its, started; what the engine started besides, such as a health probe, is not among them. */
    public Set<Integer> started() {
        return all.stream()
                .filter(process ->
                        process.inside() == 1 || wayTo(process).stream().anyMatch(above -> above.inside() == 1))
                .map(ContainerProcess::pid)
                .collect(Collectors.toSet());
    }

    /** Who in the container reads what a process writes to standard output: a pipe's other end. */
    public Optional<ContainerProcess> readerOf(ContainerProcess writer) {
        Optional<String> pipe = writer.output().filter(Descriptor::isPipe).map(Descriptor::target);
        return all.stream()
                .filter(other -> other.pid() != writer.pid())
                .filter(other -> other.descriptors().stream()
                        .anyMatch(open -> open.readable()
                                && pipe.filter(open.target()::equals).isPresent()))
                .findFirst();
    }
}
