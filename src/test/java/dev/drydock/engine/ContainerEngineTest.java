package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.ContainerState.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
    static void build() throws IOException {
        try (InputStream program = ContainerEngineTest.class.getResourceAsStream("server.py")) {
            String text = new String(Objects.requireNonNull(program).readAllBytes(), StandardCharsets.UTF_8);
            server = fixture.image("server", DOCKERFILE, Map.of("server.py", text, "probe.py", PROBE))
                    .id();
        }
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
                new HttpProbe(method, port, path, headers, Optional.of(body), Duration.ZERO, Duration.ofSeconds(2)),
                ClientProfile.CURL);
    }

    private static final ClientProfile NEIGHBOUR = new ClientProfile(
            List.of(
                    Map.entry("Accept-Encoding", "gzip"),
                    Map.entry(ClientProfile.CONTENT_LENGTH, ""),
                    Map.entry("User-Agent", "a/1")),
            "api",
            201,
            true,
            false);

    private List<HttpReply> asNeighbour(String... paths) {
        return asNeighbour(Duration.ofSeconds(1), paths);
    }

    private List<HttpReply> asNeighbour(Duration timeout, String... paths) {
        return fixture.engine.http(
                container,
                Stream.of(paths)
                        .map(path -> new HttpProbe(
                                "POST",
                                5000,
                                path,
                                Map.of(),
                                Optional.of("{\"x\": \"\\n'\"}\n"),
                                Duration.ZERO,
                                timeout))
                        .toList(),
                NEIGHBOUR);
    }

    @Test
    void sendsManyRequestsAsOneClientWould() {
        runServer();

        List<HttpReply.Answer> answers = asNeighbour("/a", "/b", "/c").stream()
                .map(HttpReply.Answer.class::cast)
                .toList();

        assertThat(answers).hasSize(3).allMatch(answer -> answer.body().endsWith("|{\"x\": \"\\n'\"}\n"));
        assertThat(answers.getLast().body())
                .startsWith("POST /c ")
                .contains("('accept-encoding', 'gzip')", "('host', 'api:5000')", "('user-agent', 'a/1')")
                .doesNotContain("'accept'", "content-type", "expect");
        assertThat(answers.getFirst().headers().get("x-client")).contains(".201:");
        // One connection for all of them.
        assertThat(answers)
                .extracting(answer -> answer.headers().get("x-client"))
                .containsOnly(answers.getFirst().headers().get("x-client"));
        assertThat(((HttpReply.Answer) http("GET", 5000, "/")).headers().get("x-client"))
                .contains(".1:");
    }

    @Test
    void asksNoFurtherOnceARequestGotNoAnswer() {
        runServer();

        assertThat(asNeighbour("/a", "/hang", "/b"))
                .hasSize(2)
                .last()
                .isEqualTo(new HttpReply.NoAnswer("no complete answer within 1.0 seconds"));
    }

    @Test
    void ofALongReplyTheBeginningIsTakenAndTheNextRequestIsSent() {
        runServer();

        List<HttpReply> replies = asNeighbour(SOON, "/a", "/flood", "/b");

        assertThat(replies).hasSize(3).last().isInstanceOf(HttpReply.Answer.class);
        assertThat(replies.get(1))
                .isInstanceOfSatisfying(
                        HttpReply.Answer.class,
                        flood -> assertThat(flood.body()).hasSizeBetween(1000, 65_536));
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
        assertThat(fixture.engine.http(container, patient, ClientProfile.CURL))
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
    void nothingIsLeftOfAServiceThatHasEnded() {
        runServer();

        fixture.engine.signal(container, "SIGTERM", false);

        assertThat(await(state -> !state.running()).exitCode()).isEqualTo(3);
        assertThat(fixture.engine.process(container)).isEmpty();
        assertThat(fixture.engine.listeningSockets(container)).isEmpty();
        assertThat(http("GET", 5000, "/")).isEqualTo(new HttpReply.NoAnswer("the container is not running"));
        fixture.engine.signal(container, "SIGTERM", false);
        fixture.engine.signal(container, "SIGTERM", true);
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
