package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.engine.ContainerState.Status;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("engine")
class ContainerEngineTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Listens on 5000 everywhere, on 5001 on loopback alone, on 5002 with IPv6; tells what it was asked. */
    private static final String SERVER = """
            import http.server, signal, socket, sys, threading, time

            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"
                def answer(self):
                    body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                    if self.path == "/flood":
                        self.send_response(200); self.send_header("Content-Length", "50000000"); self.end_headers()
                        self.wfile.write(b"x" * 50000000); return
                    if self.path == "/hang": time.sleep(60)
                    if self.path == "/redirect":
                        self.send_response(302); self.send_header("Location", "/"); body = b"moved"
                    else:
                        self.send_response(201)
                    text = "%s %s %s|" % (self.command, self.path, sorted((k.lower(), v) for k, v in self.headers.items()))
                    data = text.encode() + body
                    self.send_header("X-Twice", "1"); self.send_header("X-Twice", "2")
                    self.send_header("Content-Length", str(len(data))); self.end_headers()
                    if self.command != "HEAD": self.wfile.write(data)
                do_GET = do_POST = do_HEAD = do_PUT = answer
                def log_message(self, *a): pass

            class Six(http.server.ThreadingHTTPServer):
                address_family = socket.AF_INET6

            def serve(kind, where): threading.Thread(target=kind(where, Handler).serve_forever).start()
            serve(http.server.ThreadingHTTPServer, ("127.0.0.1", 5001))
            serve(Six, ("::", 5002))
            serve(Six, ("::1", 5003))
            serve(http.server.ThreadingHTTPServer, ("0.0.0.0", 5000))
            signal.signal(signal.SIGTERM, lambda *a: __import__("os")._exit(3))
            print("ready", flush=True)
            print("complaint", file=sys.stderr, flush=True)
            """;

    private static final String PROBE =
            "import urllib.request; print(urllib.request.urlopen('http://127.0.0.1:5000/health').status)";

    private static final String DOCKERFILE = """
            FROM %s
            COPY server.py probe.py /app/
            ENV MODE=image
            USER 1000:1001
            HEALTHCHECK --interval=1h --timeout=2s --start-period=1h CMD ["python", "/app/probe.py"]
            CMD ["python", "/app/server.py"]
            """.formatted(EngineFixture.BASE);

    private static String server;

    @BeforeAll
    static void build() {
        server = fixture.image("server", DOCKERFILE, Map.of("server.py", SERVER, "probe.py", PROBE))
                .id();
    }

    private Container container = new Container("", "", Optional.of("none"));

    @AfterEach
    void remove() {
        fixture.engine.remove(container);
        fixture.engine.remove(container);
    }

    private void run(RunRequest request) {
        container = fixture.engine.run(request);
    }

    private void runServer() {
        run(new RunRequest(
                server,
                Map.of("EXTRA", "a=b c"),
                false,
                Optional.of(new HealthPace(Duration.ofMillis(200), SOON, Optional.empty())),
                EngineFixture.limits(256 << 20)));
        assertThat(await(ContainerEngineTest::isHealthy).health().orElseThrow().status())
                .isEqualTo(Status.HEALTHY);
    }

    private void runCommand(String... command) {
        String json = new String(EngineApi.bytes(command), StandardCharsets.UTF_8);
        Image image = fixture.image("command", "FROM %s\nCMD %s".formatted(EngineFixture.BASE, json), Map.of());
        run(EngineFixture.run(image.id()));
    }

    private ContainerState await(Predicate<ContainerState> condition) {
        return fixture.engine.await(container, condition, SOON);
    }

    private static boolean isHealthy(ContainerState state) {
        return state.health().orElseThrow().status() == Status.HEALTHY;
    }

    @Test
    void seesPid1FromOutside() {
        runServer();

        ProcessFacts facts = fixture.engine.process(container).orElseThrow();

        assertThat(facts.uid()).isEqualTo(1000);
        assertThat(facts.gid()).isEqualTo(1001);
        assertThat(facts.commandLine()).containsExactly("python", "/app/server.py");
        assertThat(facts.environment()).containsEntry("MODE", "image").containsEntry("EXTRA", "a=b c");
    }

    @Test
    void seesWhereItListens() throws Exception {
        runServer();

        List<ListeningSocket> sockets = fixture.engine.listeningSockets(container);

        assertThat(sockets)
                .containsExactlyInAnyOrder(
                        new ListeningSocket(InetAddress.getByName("0.0.0.0"), 5000),
                        new ListeningSocket(InetAddress.getByName("127.0.0.1"), 5001),
                        new ListeningSocket(InetAddress.getByName("::"), 5002),
                        new ListeningSocket(InetAddress.getByName("::1"), 5003));
        assertThat(sockets)
                .filteredOn(ListeningSocket::onAllInterfaces)
                .extracting(ListeningSocket::port)
                .containsExactlyInAnyOrder(5000, 5002);
    }

    @Test
    void asksOverHttp() {
        runServer();

        HttpReply.Answer answer =
                (HttpReply.Answer) http("POST", 5000, "/a?b=c%20d", Map.of("X-Test", "y"), "body\n\n");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsEntry("x-twice", "2").containsKey("date");
        assertThat(answer.body())
                .startsWith("POST /a?b=c%20d ")
                .endsWith("|body\n\n")
                .contains("('host', 'localhost:5000')", "('x-test', 'y')", "('content-length', '6')")
                .doesNotContain("content-type", "expect");
        assertThat(answer.took()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(5));
        assertThat(http("GET", 5002, "/")).isInstanceOf(HttpReply.Answer.class);
        assertThat(http("HEAD", 5000, "/")).isInstanceOfSatisfying(HttpReply.Answer.class, head -> {
            assertThat(head.body()).isEmpty();
            assertThat(head.headers()).containsKey("content-length");
        });
    }

    private HttpReply http(String method, int port, String path) {
        return http(method, port, path, Map.of(), "");
    }

    private HttpReply http(String method, int port, String path, Map<String, String> headers, String body) {
        return fixture.engine.http(
                container,
                new HttpProbe(method, port, path, headers, Optional.of(body), Duration.ZERO, Duration.ofSeconds(2)));
    }

    @Test
    void doesNotFollowRedirects() {
        runServer();

        HttpReply.Answer answer = (HttpReply.Answer) http("GET", 5000, "/redirect");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers()).containsEntry("location", "/");
    }

    @Test
    void cutsALongBody() {
        runServer();

        HttpReply.Answer answer = (HttpReply.Answer) http("GET", 5000, "/flood");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasSize(HttpCall.LARGEST_BODY);
    }

    @Test
    void whatListensOnLoopbackDoesNotAnswer() {
        runServer();

        assertThat(http("GET", 5001, "/")).isEqualTo(new HttpReply.NoAnswer("connection refused on port 5001"));
        assertThat(http("GET", 5003, "/")).isInstanceOf(HttpReply.NoAnswer.class);
        assertThat(http("GET", 4999, "/")).isInstanceOf(HttpReply.NoAnswer.class);
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsNone() {
        runServer();

        assertThat(http("GET", 5000, "/hang"))
                .isEqualTo(new HttpReply.NoAnswer("no complete answer within 2.0 seconds"));
    }

    @Test
    void waitsForAServiceThatIsNotListeningYet() {
        runCommand("sh", "-c", "sleep 1; exec python -m http.server 5000");
        HttpProbe patient =
                new HttpProbe("GET", 5000, "/etc/hostname", Map.of(), Optional.empty(), SOON, Duration.ofSeconds(2));

        assertThat(http("GET", 5000, "/")).isInstanceOf(HttpReply.NoAnswer.class);
        assertThat(fixture.engine.http(container, patient))
                .isInstanceOfSatisfying(
                        HttpReply.Answer.class,
                        answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void stoppingEveryProcessMakesItUnhealthyAndContinuingHealsIt() {
        runServer();

        fixture.engine.signal(container, "SIGSTOP", true);
        ContainerState broken = await(state -> !isHealthy(state));
        fixture.engine.signal(container, "SIGCONT", true);
        ContainerState healed = await(ContainerEngineTest::isHealthy);

        assertThat(broken.health().orElseThrow().status()).isEqualTo(Status.UNHEALTHY);
        assertThat(isHealthy(healed)).isTrue();
    }

    @Test
    void keepsWhatItWrote() {
        runServer();

        assertThat(fixture.engine.logs(container, 1000)).contains("ready\n", "complaint\n");
        assertThat(fixture.engine.logs(container, 5)).hasSize(5);
    }

    @Test
    void stopsAServiceThatObeys() {
        runServer();

        StopOutcome stopped = fixture.engine.stop(container, Duration.ofSeconds(10));

        assertThat(stopped.killed()).isFalse();
        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(stopped.took()).isLessThan(Duration.ofSeconds(5));
        assertThat(fixture.engine.process(container)).isEmpty();
        assertThat(fixture.engine.listeningSockets(container)).isEmpty();
        assertThat(http("GET", 5000, "/")).isEqualTo(new HttpReply.NoAnswer("the container is not running"));
        fixture.engine.signal(container, "SIGTERM", false);
        fixture.engine.signal(container, "SIGTERM", true);
    }

    @Test
    void killsAServiceThatDoesNot() {
        // PID 1 without a handler: the kernel drops the signal.
        runCommand("sleep", "60");

        StopOutcome stopped = fixture.engine.stop(container, Duration.ofSeconds(1));

        assertThat(stopped.killed()).isTrue();
        assertThat(stopped.exitCode()).isEqualTo(137);
        assertThat(stopped.took()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void signalsPid1Alone() {
        runServer();

        fixture.engine.signal(container, "SIGTERM", false);

        ContainerState ended = await(state -> !state.running());
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.error()).isEmpty();
    }

    @Test
    void waitingEndsWithTheContainer() {
        runCommand("sh", "-c", "echo gone; exit 9");

        ContainerState ended = await(state -> false);

        assertThat(ended).isEqualTo(new ContainerState(false, 9, false, Optional.empty(), Optional.empty()));
        assertThat(fixture.engine.logs(container, 100)).isEqualTo("gone\n");
    }

    @Test
    void waitingEndsWithTheTime() {
        runCommand("sleep", "60");

        ContainerState state = fixture.engine.await(container, s -> false, Duration.ofMillis(300));

        assertThat(state.running()).isTrue();
    }

    @Test
    void aMissingProgramIsTheImagesFault() {
        runCommand("nosuchprogram");

        ContainerState state = fixture.engine.state(container);

        assertThat(state.running()).isFalse();
        assertThat(state.error().orElseThrow()).contains("nosuchprogram");
        assertThat(fixture.engine.process(container)).isEmpty();
        assertThat(fixture.engine.logs(container, 100)).isEmpty();
    }

    @Test
    void anUnknownUserIsTheImagesFault() {
        Image image =
                fixture.image("user", "FROM %s\nUSER nobodyknows\nCMD true".formatted(EngineFixture.BASE), Map.of());
        run(EngineFixture.run(image.id()));

        assertThat(fixture.engine.state(container).error().orElseThrow()).contains("nobodyknows");
    }

    @Test
    void anImageWithoutACommandIsTheImagesFault() {
        Image image = fixture.image("scratch", "FROM scratch\nCOPY f /", Map.of("f", "x"));
        run(EngineFixture.run(image.id()));

        assertThat(fixture.engine.state(container).error().orElseThrow()).containsIgnoringCase("no command");
        assertThat(await(state -> false).running()).isFalse();
        assertThat(http("GET", 1, "/")).isInstanceOf(HttpReply.NoAnswer.class);
    }

    @Test
    void aLimitThatCannotBeSetIsThePlatformsFault() {
        RunLimits tooMany = new RunLimits(64 << 20, 1, 100, 100_000_000, 64 << 20, 1 << 20);

        assertThatThrownBy(() -> run(new RunRequest(server, Map.of(), false, Optional.empty(), tooMany)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("rlimit");
        assertThat(fixture.engine.usage().containers()).isZero();
    }

    @Test
    void failuresAtTheStartDoNotCountUntilTheStartPeriodIsOver() {
        Image image = fixture.image(
                "never", "FROM %s\nHEALTHCHECK CMD false\nCMD sleep 60".formatted(EngineFixture.BASE), Map.of());
        HealthPace pace = new HealthPace(Duration.ofMillis(100), Duration.ofSeconds(2), Optional.empty());
        long began = System.nanoTime();
        run(new RunRequest(image.id(), Map.of(), false, Optional.of(pace), EngineFixture.limits(64 << 20)));

        ContainerState state = await(s -> s.health().orElseThrow().status() != Status.STARTING);

        assertThat(state.health().orElseThrow().status()).isEqualTo(Status.UNHEALTHY);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void seesThatMemoryRanOut() {
        runCommand("python", "-c", "x = bytearray(10**9)");

        ContainerState ended = await(state -> !state.running());

        assertThat(ended.outOfMemory()).isTrue();
        assertThat(ended.exitCode()).isEqualTo(137);
    }

    @Test
    void confinesWhatRuns() {
        runCommand(
                "sh",
                "-c",
                "grep -E '^(CapEff|CapBnd|NoNewPrivs)' /proc/self/status; ulimit -n;"
                        + " df -k /dev/shm | tail -1; ls /sys/class/net");
        await(state -> !state.running());

        assertThat(fixture.engine.logs(container, 10_000))
                .contains(
                        "CapEff:\t0000000000000000",
                        "CapBnd:\t0000000000000000",
                        "NoNewPrivs:\t1",
                        "\n1024\n",
                        " 65536 ");
    }

    @Test
    void canBeReadOnlyButForTmp() {
        Image image =
                fixture.image("ro", "FROM %s\nCMD touch /tmp/ok && touch /no".formatted(EngineFixture.BASE), Map.of());
        run(new RunRequest(image.id(), Map.of(), true, Optional.empty(), EngineFixture.limits(64 << 20)));
        await(state -> !state.running());

        assertThat(fixture.engine.logs(container, 1000))
                .contains("/no")
                .contains("Read-only")
                .doesNotContain("/tmp/ok");
    }

    @Test
    void containersDoNotReachEachOtherNorAnythingElse() {
        runServer();
        Container first = container;
        try {
            List<String> inspect = List.of(
                    "docker", "inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", first.id());
            SandboxShell.Output output = fixture.outer.exec(fixture.sandbox, inspect, new byte[0], SOON);
            String address = new String(output.stdout(), StandardCharsets.US_ASCII).strip();
            runCommand("python", "-c", "import socket; socket.create_connection(('" + address + "', 5000), 2)");
            assertThat(await(state -> !state.running()).exitCode()).isEqualTo(1);
            assertThat(fixture.engine.logs(container, 5000)).containsAnyOf("timed out", "No route", "refused");
        } finally {
            fixture.engine.remove(first);
        }
    }
}
