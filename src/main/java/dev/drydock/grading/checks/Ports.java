package dev.drydock.grading.checks;

import dev.drydock.engine.ListeningSocket;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Unobservable;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/** What listening sockets mean for somebody who wants to reach a port. */
final class Ports {

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
            return explain(seen.service().listeningSockets(), port);
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
