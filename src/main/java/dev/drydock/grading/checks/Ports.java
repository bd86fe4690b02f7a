package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerProcess;
import dev.drydock.engine.ContainerProcesses;
import dev.drydock.engine.ListeningSocket;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Unobservable;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What listening sockets mean for somebody who wants to reach a port. */
final class Ports {

    /** Servers that take address and port from their command line, and have defaults of their own. */
    private static final Set<String> SERVERS =
            Set.of("uvicorn", "gunicorn", "hypercorn", "daphne", "granian", "flask", "waitress-serve", "fastapi");

    private Ports() {}

    /** Such as {@code 127.0.0.1:5000, [::]:8000}. */
    static String describe(List<ListeningSocket> sockets) {
        if (sockets.isEmpty()) {
            return "nothing listens";
        }
        return "listening: "
                + sockets.stream()
                        .map(socket -> address(socket.address()) + ":" + socket.port())
                        .distinct()
                        .sorted()
                        .limit(8)
                        .collect(Collectors.joining(", "));
    }

    /** Why a request to this port gets no answer, as far as the sockets tell. */
    static String explainSilence(Observations seen, int port) {
        try {
            return explain(
                    seen.service().settled(port, seen.startupTime()).processes().sockets(), port);
        } catch (Unobservable ended) {
            return "The service no longer runs.";
        }
    }

    /** What is wrong with these sockets for somebody outside who wants to reach the port. */
    static String explain(List<ListeningSocket> sockets, int port) {
        List<ListeningSocket> onPort =
                sockets.stream().filter(socket -> socket.port() == port).toList();
        if (onPort.stream().anyMatch(ListeningSocket::onAllInterfaces)) {
            return "The service listens there, yet it did not answer in time.";
        }
        if (onPort.stream().anyMatch(socket -> !socket.address().isLoopbackAddress())) {
            return "The service listens on " + address(onPort.getFirst().address())
                    + " only, the address that this container happens to have: it is not to be found at 127.0.0.1, where health "
                    + "probes ask, nor on any other network that the container joins. 0.0.0.0 stands for all of them.";
        }
        if (!onPort.isEmpty()) {
            return "The service listens on " + address(onPort.getFirst().address())
                    + " only, which inside a container is the container itself: nobody outside can reach the model.";
        }
        if (!sockets.isEmpty()) {
            return "The service listens on port "
                    + sockets.stream()
                            .map(ListeningSocket::port)
                            .distinct()
                            .sorted()
                            .limit(8)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "))
                    + ", and clients of the model will look on port " + port + ".";
        }
        return "No process in the container listens for connections, so nobody can ask the model anything.";
    }

    /**
     * The lines that make a service listen elsewhere than at this port on all interfaces: a variable that holds the address or
     * port, or the start of a server that takes them from its command line. None where the program itself may hold them.
     */
    static List<Lines> guilty(Observations seen, ContainerProcesses processes, int port) {
        if (processes.sockets().stream().anyMatch(socket -> socket.port() == port && socket.onAllInterfaces())) {
            return List.of();
        }
        return processes.listening().values().stream()
                .map(ListeningSocket::port)
                .distinct()
                .flatMap(other -> processes.listeningOn(other).stream())
                .findFirst()
                .map(server -> guilty(seen, processes, server))
                .orElse(List.of());
    }

    private static List<Lines> guilty(Observations seen, ContainerProcesses processes, ContainerProcess server) {
        Set<String> values = processes.sockets().stream()
                .flatMap(socket -> Stream.of(
                        bare(socket.address()),
                        Integer.toString(socket.port()),
                        socket.address().isLoopbackAddress() ? "localhost" : ""))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
        Optional<String> variable = seen.image().config().environment().entrySet().stream()
                .filter(entry -> values.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .filter(name -> Guilty.instruction(seen.dockerfile(), "ENV").isPresent())
                .findFirst();
        if (variable.isPresent()) {
            return Guilty.assignment(seen.dockerfile(), "ENV", variable.get());
        }
        boolean byCommand = server.commandLine().stream()
                .anyMatch(word -> SERVERS.contains(ProcessOne.name(word))
                        || values.stream()
                                .anyMatch(value -> word.equals(value)
                                        || word.endsWith("=" + value)
                                        || word.endsWith(":" + value)
                                        || word.startsWith(value + ":")));
        return byCommand ? Guilty.linesOf(seen.dockerfile(), "CMD", "ENTRYPOINT") : List.of();
    }

    private static String bare(InetAddress address) {
        return address.isAnyLocalAddress() ? "" : address(address).replaceAll("[\\[\\]]", "");
    }

    private static String address(InetAddress address) {
        if (address.isAnyLocalAddress()) {
            return address instanceof Inet6Address ? "[::]" : "0.0.0.0";
        }
        if (address.isLoopbackAddress()) {
            return address instanceof Inet6Address ? "[::1]" : address.getHostAddress();
        }
        return address.getHostAddress();
    }
}
