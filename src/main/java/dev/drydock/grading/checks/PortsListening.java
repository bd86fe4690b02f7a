package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.ListeningSocket;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        letStart(seen, port);
        List<ListeningSocket> sockets = seen.service().listeningSockets();
        String actual = Ports.describe(sockets);
        boolean reachable = sockets.stream().anyMatch(socket -> socket.port() == port && socket.onAllInterfaces());
        return reachable ? Finding.passed(expected, actual) : missing(expected, actual, sockets, port);
    }

    /** What listens elsewhere at the port will not move; what does not listen may still come. */
    private static Finding missing(String expected, String actual, List<ListeningSocket> sockets, int port) {
        Finding failed = Finding.failed(expected, actual, Ports.explain(sockets, port), List.of());
        return sockets.stream().anyMatch(socket -> socket.port() == port) ? failed.asCertain() : failed;
    }

    /** A request returns once the port accepts it, or when the start-up time is over; what it answers is no matter. */
    private static void letStart(Observations seen, int port) {
        var unused = seen.service()
                .http(new HttpProbe(
                        "GET", port, "/", Map.of(), Optional.empty(), seen.startupTime(), Duration.ofSeconds(2)));
    }
}
