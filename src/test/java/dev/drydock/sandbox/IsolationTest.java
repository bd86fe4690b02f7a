package dev.drydock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.BuildEvent;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildRequest;
import dev.drydock.engine.Container;
import dev.drydock.engine.ContextTar;
import dev.drydock.engine.OuterEngine;
import dev.drydock.engine.RunRequest;
import dev.drydock.engine.SandboxShell.Output;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What code of a learner's can reach, tried from a RUN step and from a running container. */
@Tag("engine")
class IsolationTest {

    /** Prints one line for everything that could be reached. */
    private static final String PROBER = """
            import os, socket, sys
            for target in sys.argv[1:]:
                host, _, port = target.rpartition(":")
                try:
                    socket.create_connection((host, int(port)), timeout=1.5).close()
                    print("REACHED", target, flush=True)
                except OSError:
                    pass
            for path in ("/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock"):
                if os.path.exists(path):
                    print("REACHED", path, flush=True)
            try:
                socket.getaddrinfo("example.org", 80)
                print("REACHED a name server", flush=True)
            except OSError:
                pass
            print("PROBED", len(sys.argv) - 1, flush=True)
            """;

    private static SandboxPool.Lease lease;
    private static Sandbox sandbox;
    private static Sandbox other;
    private static ServerSocket hostService;
    private static List<String> targets;

    @BeforeAll
    static void startNeighbours() throws IOException {
        lease = TestSandbox.lease();
        sandbox = lease.sandbox();
        other = TestSandbox.host().startSandbox();
        hostService = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[4]));
        targets = new ArrayList<>(
                List.of("169.254.169.254:80", "1.1.1.1:443", "198.51.100.1:80", "10.213.0.1:2375", "10.213.0.1:2376"));
        try (OuterEngine outer = OuterEngine.connect()) {
            String own = address(outer, sandbox);
            String neighbour = address(outer, other);
            targets.addAll(List.of(own + ":2375", own + ":2376", neighbour + ":2375"));
            // A service that is known to answer, where the other sandbox reaches it.
            targets.add(other.buildHosts().get("mirror") + ":80");
            for (InetAddress address : hostAddresses()) {
                targets.add(address.getHostAddress() + ":" + hostService.getLocalPort());
            }
        }
    }

    @AfterAll
    static void endNeighbours() throws IOException {
        hostService.close();
        other.close();
        lease.close();
    }

    private static String address(OuterEngine outer, Sandbox one) {
        Output output = outer.exec(
                one.containerId(),
                List.of("sh", "-c", "ip -4 -o addr show eth0 | sed 's/.*inet //; s,/.*,,'"),
                new byte[0],
                Duration.ofSeconds(10));
        return new String(output.stdout(), StandardCharsets.UTF_8).strip();
    }

    /** All IPv4 addresses of the host: the gateways of the sandboxes' networks are among them. */
    private static List<InetAddress> hostAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
                .toList();
    }

    private static String arguments() {
        return String.join(" ", targets);
    }

    private static BuildOutcome build(String tag, String dockerfile, StringBuilder log) {
        Map<String, byte[]> files = Map.of(
                "Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8),
                "probe.py", PROBER.getBytes(StandardCharsets.UTF_8));
        var request = new BuildRequest(
                ContextTar.of(files),
                "Dockerfile",
                tag,
                Map.of(),
                Optional.empty(),
                sandbox.buildHosts(),
                Duration.ofMinutes(2),
                1 << 20);
        return sandbox.engine().build(request, event -> {
            if (event instanceof BuildEvent.Log line) {
                log.append(line.text());
            }
        });
    }

    @Test
    void hostAnswersTheTestItself() throws IOException {
        InetAddress own = hostAddresses().getFirst();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(own, hostService.getLocalPort()), 2000);
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void runStepReachesTheMirrorAndNothingElse() {
        var log = new StringBuilder();
        BuildOutcome outcome = build("isolation:run", """
                FROM python:3.11-slim
                COPY probe.py /
                RUN python /probe.py %s mirror:80
                """.formatted(arguments()), log);
        assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
        assertThat(log.toString().lines().filter(line -> line.startsWith("REACHED")))
                .containsExactly("REACHED mirror:80");
        assertThat(log).contains("PROBED " + (targets.size() + 1));
    }

    @Test
    void runningContainerReachesNothing() {
        var log = new StringBuilder();
        BuildOutcome outcome = build(
                "isolation:container",
                """
                FROM python:3.11-slim
                COPY probe.py /
                CMD exec python /probe.py %s %s:80
                """.formatted(arguments(), sandbox.buildHosts().get("mirror")),
                log);
        assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
        Container container = sandbox.engine()
                .run(new RunRequest(
                        "isolation:container",
                        Map.of(),
                        false,
                        Optional.empty(),
                        TestSandbox.host().limits().run()));
        try {
            sandbox.engine().await(container, state -> !state.running(), Duration.ofSeconds(90));
            assertThat(sandbox.engine().logs(container, 8192).lines())
                    .containsExactly("PROBED " + (targets.size() + 1));
        } finally {
            sandbox.engine().remove(container);
        }
    }
}
