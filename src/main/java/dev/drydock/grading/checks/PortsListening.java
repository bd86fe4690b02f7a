package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.ListeningSocket;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Settled;
import dev.drydock.yaml.Key;
import java.util.List;

/** The service listens on its port on all interfaces. */
@AutoService(Check.class)
public final class PortsListening implements Check<PortsListening.Parameters> {

    /**
     * Parameters.
     *
     * @param port a TCP port
     */
    public record Parameters(
            @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
            int port) {}

    @Override
    public String kind() {
        return "ports.listening";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Look for the address and the port that the service binds to. Inside a container, 127.0.0.1 is the "
                + "container itself; one address stands for all interfaces.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#ports";
    }

    @Override
    public Moment moment() {
        return Moment.RUNNING;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        int port = parameters.port();
        String expected = "listens on port " + port + " on all interfaces (0.0.0.0 or ::)";
        Settled settled = seen.service().settled(port, seen.startupTime());
        String actual = Ports.describe(settled.processes().sockets());
        return Ports.isOpen(settled) ? Finding.passed(expected, actual) : missing(expected, actual, settled, seen);
    }

    /** What listens elsewhere at the port will not move; what does not listen, or refuses, may only be late. */
    private static Finding missing(String expected, String actual, Settled settled, Observations seen) {
        Finding failed = Finding.failed(expected, actual, Ports.explain(settled), Ports.guilty(seen, settled));
        List<ListeningSocket> onPort = settled.processes().sockets().stream()
                .filter(socket -> socket.port() == settled.port())
                .toList();
        boolean elsewhere = !onPort.isEmpty() && onPort.stream().noneMatch(ListeningSocket::onAllInterfaces);
        return elsewhere ? failed.asCertain() : failed;
    }
}
