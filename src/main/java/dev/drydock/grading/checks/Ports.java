package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerProcess;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.ListeningSocket;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Settled;
import dev.drydock.grading.Unobservable;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
            return explain(settled(seen, port));
        } catch (Unobservable ended) {
            return "The service no longer runs.";
        }
    }

    private static Settled settled(Observations seen, int port) {
        return seen.service().settled(port, seen.startupTime());
    }

    private static List<ListeningSocket> onPort(Settled settled) {
        return settled.processes().sockets().stream()
                .filter(socket -> socket.port() == settled.port())
                .toList();
    }

    /** Whether it listens at its port on all interfaces, for clients of IPv4 as well. */
    static boolean isOpen(Settled settled) {
        return onPort(settled).stream().anyMatch(ListeningSocket::onAllInterfaces) && !isForVersionSixAlone(settled);
    }

    /**
     * A socket on [::] takes what comes by IPv4 as well, unless its program asked the kernel not to (IPV6_V6ONLY), as Python's
     * asyncio does. That is listed nowhere: the refusal tells.
     */
    private static boolean isForVersionSixAlone(Settled settled) {
        List<ListeningSocket> open = onPort(settled).stream()
                .filter(ListeningSocket::onAllInterfaces)
                .toList();
        return !open.isEmpty()
                && open.stream().allMatch(socket -> socket.address() instanceof Inet6Address)
                && settled.reply() instanceof HttpReply.NoAnswer none
                && none.isRefusal();
    }

    /** What is wrong with these sockets for somebody outside who wants to reach the port. */
    static String explain(Settled settled) {
        List<ListeningSocket> sockets = settled.processes().sockets();
        List<ListeningSocket> onPort = onPort(settled);
        if (isForVersionSixAlone(settled)) {
            return "The service listens on [::] for IPv6 alone, and refuses clients that come by IPv4, as most do. 0.0.0.0 stands for "
                    + "all addresses of IPv4.";
        }
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
                    + ", and clients of the model will look on port " + settled.port() + ".";
        }
        return "No process in the container listens for connections, so nobody can ask the model anything.";
    }

    /**
     * The lines that make a service listen elsewhere than at this port on all interfaces: a variable that holds the address or
     * port, or the start of a server that takes them from its command line. None where the program itself may hold them.
     */
    static List<Lines> guilty(Observations seen, Settled settled) {
        return isOpen(settled)
                ? List.of()
                : Stream.concat(
                                Stream.of(settled.port()),
                                settled.processes().sockets().stream()
                                        .map(ListeningSocket::port)
                                        .sorted())
                        .flatMap(port -> settled.processes().listeningOn(port).stream())
                        .findFirst()
                        .filter(server -> !onPort(settled).isEmpty() || !names(server, settled.port()))
                        .map(server -> guilty(seen, settled, server))
                        .orElse(List.of());
    }

    /** Whether it was told of the port: that nothing is open there yet has another cause. */
    private static boolean names(ContainerProcess server, int port) {
        return server.commandLine().stream().anyMatch(word -> word.matches("(?:.*[=:])?" + port));
    }

    /** The same for a request that nothing answered; none where the service no longer runs. */
    static List<Lines> guilty(Observations seen, int port) {
        try {
            return guilty(seen, settled(seen, port));
        } catch (Unobservable ended) {
            return List.of();
        }
    }

    /** The same, where not even a probe that asks 127.0.0.1 inside the container reaches the exercise's port. */
    static List<Lines> guiltyInside(Observations seen) {
        OptionalInt port = seen.servicePort();
        if (port.isEmpty()) {
            return List.of();
        }
        try {
            Settled settled = settled(seen, port.getAsInt());
            return onPort(settled).stream().anyMatch(socket -> socket.address().isLoopbackAddress())
                    ? List.of()
                    : guilty(seen, settled);
        } catch (Unobservable ended) {
            return List.of();
        }
    }

    private static List<Lines> guilty(Observations seen, Settled settled, ContainerProcess server) {
        Set<String> values = values(settled);
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
        return byCommand ? command(seen, values) : List.of();
    }

    /** Of ENTRYPOINT and CMD the one that says where it listens; otherwise the last. */
    private static List<Lines> command(Observations seen, Set<String> values) {
        return values.stream()
                .sorted()
                .filter(value -> Guilty.isMentioned(seen.dockerfile(), value, "CMD", "ENTRYPOINT"))
                .findFirst()
                .map(value -> Guilty.mentioning(seen.dockerfile(), value, "CMD", "ENTRYPOINT"))
                .orElseGet(() -> Guilty.linesOf(seen.dockerfile(), "CMD", "ENTRYPOINT"));
    }

    /** How commands and variables may name what is wrong with where it listens: the address at its port, or else another port. */
    private static Set<String> values(Settled settled) {
        List<ListeningSocket> onPort = onPort(settled);
        List<ListeningSocket> sockets = onPort.isEmpty() ? settled.processes().sockets() : onPort;
        Stream<String> ports =
                onPort.isEmpty() ? sockets.stream().map(socket -> Integer.toString(socket.port())) : Stream.of();
        Stream<String> addresses = sockets.stream()
                .map(ListeningSocket::address)
                .filter(address -> !onPort.isEmpty() || !address.isAnyLocalAddress())
                .flatMap(address ->
                        address.isLoopbackAddress() ? Stream.of(bare(address), "localhost") : Stream.of(bare(address)));
        return Stream.concat(ports, addresses).collect(Collectors.toSet());
    }

    private static String bare(InetAddress address) {
        return address(address).replaceAll("[\\[\\]]", "");
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
