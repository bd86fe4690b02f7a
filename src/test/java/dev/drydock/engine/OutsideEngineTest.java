package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.Activity.Kind;
import dev.drydock.engine.ContainerProcess.Signal;
import dev.drydock.engine.Sampling.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen and done from outside of a container, whose server a copy of a shell under another name has started. */
@Tag("engine")
class OutsideEngineTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    private static final Duration SOON = Duration.ofSeconds(30);

    /**
     * Answers at once, or after two seconds at /slow; with 503 at /unready, at /two where more than two connections are open,
     * and at /first when it was started before; opens its model by a link.
     */
    private static final String SERVER = """
            import http.server, os, time
            open("/srv/link").read()
            again = os.path.exists("/srv/started")
            open("/srv/started", "w").close()
            connections = []
            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"
                def setup(self):
                    connections.append(self)
                    super().setup()
                def finish(self):
                    connections.remove(self)
                    super().finish()
                def do_GET(self):
                    if self.path == "/slow":
                        time.sleep(2)
                    crowded = self.path == "/two" and len(connections) > 2
                    unready = self.path == "/unready" or crowded or self.path == "/first" and again
                    body = b"not\\nyet" if unready else b""
                    self.send_response(503 if unready else 200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
            http.server.ThreadingHTTPServer(("0.0.0.0", 8000), Handler).serve_forever()
            """;

    private static final String DOCKERFILE = """
            FROM %s
            COPY model server.py /srv/
            RUN cp /bin/sh /opt/serve && ln -s model /srv/link
            CMD ["/opt/serve", "-c", "python /srv/server.py; true"]
            """.formatted(EngineFixture.BASE);

    private static String image;

    @BeforeAll
    static void build() {
        image = fixture.image("outside", DOCKERFILE, Map.of("model", "weights", "server.py", SERVER))
                .id();
    }

    private Container container = new Container("", "", Optional.of("none"));

    @AfterEach
    void remove() {
        fixture.engine.remove(container);
    }

    private void run() {
        container = fixture.engine.run(EngineFixture.run(image), List.of("/srv/model"));
        assertThat(ask("/", SOON)).isInstanceOf(HttpReply.Answer.class);
    }

    private HttpReply ask(String path, Duration patience) {
        return fixture.engine.http(container, probe(path, patience, Duration.ofSeconds(3)), ClientProfile.CURL);
    }

    private static HttpProbe probe(String path, Duration patience, Duration timeout) {
        return new HttpProbe("GET", 8000, path, Map.of(), Optional.empty(), patience, timeout);
    }

    @Test
    void whatIsExecutedAndOpenedIsSeenFromTheFirstProgramOn() {
        run();

        Activity activity = fixture.engine.activity(container);
        ContainerProcess server =
                fixture.engine.processes(container).listeningOn(8000).getFirst();

        assertThat(activity.complete()).isTrue();
        assertThat(activity.events())
                .filteredOn(event -> event.kind() == Kind.EXECUTED)
                .extracting(Event::path)
                .startsWith("/opt/serve")
                .contains(server.program());
        assertThat(activity.openings(Set.of("/srv/model"))).singleElement().satisfies(open -> {
            assertThat(open.pid()).isEqualTo(server.pid());
            assertThat(open.at()).isAfter(activity.started());
        });
    }

    @Test
    void whatIsOpenedInAVolumeIsSeenUnderItsNameInTheContainer() {
        String kept = fixture.image(
                        "outside-volume", DOCKERFILE + "VOLUME /srv\n", Map.of("model", "weights", "server.py", SERVER))
                .id();
        container = fixture.engine.run(EngineFixture.run(kept), List.of("/srv/model"));
        assertThat(ask("/", SOON)).isInstanceOf(HttpReply.Answer.class);

        assertThat(fixture.engine.activity(container).openings(Set.of("/srv/model")))
                .hasSize(1);
    }

    @Test
    void aRequestIsRepeatedUntilNobodyAnswers() {
        run();

        assertThat(repeat(1000)).isEqualTo(Map.of(200, 1000));

        fixture.engine.signal(container, "KILL", false);
        assertThat(repeat(3)).isEmpty();
    }

    private Map<Integer, Integer> repeat(int times) {
        return fixture.engine.repeat(
                container, probe("/", SOON, SOON), Repetition.inARow(times, SOON), ClientProfile.CURL);
    }

    @Test
    void connectionsStayOpenUntilTheLastOneIsAnswered() {
        run();
        var two = new Sampling.Request(8000, "/two");

        assertThat(fixture.engine.connect(container, two, 4, Duration.ofSeconds(5)))
                .containsExactly(OptionalInt.of(200), OptionalInt.of(200), OptionalInt.of(503), OptionalInt.of(503));

        fixture.engine.breakDown(container, Outage.CLOSED, 8000, Optional.empty());
        assertThat(fixture.engine.connect(container, two, 4, Duration.ofSeconds(5)))
                .containsExactly(OptionalInt.empty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void startedAgainItHasTheFilesThatItWrote(boolean killed) {
        run();
        assertThat(ask("/first", Duration.ZERO))
                .isInstanceOfSatisfying(
                        HttpReply.Answer.class,
                        answer -> assertThat(answer.status()).isEqualTo(200));

        fixture.engine.restart(container, killed);

        assertThat(ask("/first", SOON))
                .isInstanceOfSatisfying(
                        HttpReply.Answer.class,
                        answer -> assertThat(answer.status()).isEqualTo(503));
    }

    @Test
    void aShellIsKnownByWhatItIs() {
        run();

        ContainerProcesses processes = fixture.engine.processes(container);
        ContainerProcess server = processes.listeningOn(8000).getFirst();

        assertThat(server.shell()).isFalse();
        assertThat(processes.wayTo(server)).singleElement().satisfies(shell -> {
            assertThat(shell.program()).isEqualTo("/opt/serve");
            assertThat(shell.shell()).isTrue();
            assertThat(shell.handles(Signal.TERM)).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void brokenItDoesNotAnswerAsItWouldAndMendedItDoes(Outage way) {
        run();

        fixture.engine.breakDown(container, way, 8000, Optional.of("not ready"));
        HttpReply broken = ask("/", Duration.ZERO);
        fixture.engine.mend(container, way, 8000);

        switch (way) {
            case FAILING, MISSING, UNAVAILABLE ->
                assertThat(broken).isInstanceOfSatisfying(HttpReply.Answer.class, answer -> {
                    assertThat(way.words()).endsWith("status " + answer.status());
                    assertThat(answer.body()).isEqualTo("not ready");
                });
            case CLOSED -> assertThat(broken).isEqualTo(new HttpReply.NoAnswer("connection refused on port 8000"));
            case FROZEN, SILENT ->
                assertThat(broken).isEqualTo(new HttpReply.NoAnswer("no complete answer within 3.0 seconds"));
        }
        assertThat(ask("/", Duration.ZERO)).isInstanceOf(HttpReply.Answer.class);
        assertThat(fixture.engine.listeningSockets(container))
                .extracting(ListeningSocket::port)
                .containsExactly(8000);
    }

    @Test
    void requestsAreRepeatedFromTheFirstMoment() {
        container = fixture.engine.run(EngineFixture.run(image));
        var quick = new Sampling.Request(8000, "/");
        var slow = new Sampling.Request(8000, "/slow");
        var unready = new Sampling.Request(8000, "/unready");

        List<Sample> samples;
        try (Sampling sampling =
                fixture.engine.sample(container, List.of(quick, slow, unready), Duration.ofSeconds(6))) {
            samples = sampling.samples();
        }

        assertThat(answers(samples, quick)).hasSizeGreaterThan(5).containsOnly(200);
        assertThat(answers(samples, unready)).hasSizeGreaterThan(5).containsOnly(503);
        assertThat(samples)
                .flatExtracting(sample -> sample.unready().stream().toList())
                .containsExactly("not\nyet");
        assertThat(samples)
                .filteredOn(sample ->
                        sample.request().equals(slow) && sample.status().isPresent())
                .allSatisfy(sample -> assertThat(Duration.between(sample.sent(), sample.answered()))
                        .isGreaterThan(Duration.ofSeconds(1)));
    }

    private static List<Integer> answers(List<Sample> samples, Sampling.Request request) {
        return samples.stream()
                .filter(sample -> sample.request().equals(request))
                .map(Sample::status)
                .flatMap((OptionalInt status) -> status.stream().boxed())
                .toList();
    }

    /** The shell keeps the signal to itself, so that the server is killed at last. */
    @Test
    void requestsThatWereUnderWayAtTheStopAreTold() {
        run();
        List<HttpProbe> probes = Stream.of("/slow", "/")
                .map(path -> probe(path, Duration.ZERO, Duration.ofSeconds(9)))
                .toList();

        StopUnderLoad stopped = fixture.engine.stop(container, probes, ClientProfile.CURL, new Killing());

        assertThat(stopped.outcome().killed()).isTrue();
        assertThat(stopped.requests().getFirst()).satisfies(slow -> {
            assertThat(slow.accepted()).isTrue();
            assertThat(slow.ended()).isAfter(stopped.signalled());
            assertThat(slow.reply()).isInstanceOf(HttpReply.NoAnswer.class);
        });
        assertThat(stopped.requests().getLast().reply()).isInstanceOf(HttpReply.Answer.class);
    }

    @Test
    void requestsThatAllEndBeforeTheStopAreToldAsWell() {
        run();
        List<HttpProbe> probes = List.of(probe("/", Duration.ZERO, Duration.ofSeconds(9)));

        StopUnderLoad stopped = fixture.engine.stop(container, probes, ClientProfile.CURL, new Killing());

        assertThat(stopped.requests()).singleElement().satisfies(sent -> {
            assertThat(sent.reply()).isInstanceOf(HttpReply.Answer.class);
            assertThat(sent.ended()).isBefore(stopped.delivered());
        });
    }

    private final class Killing implements Stopping {
        @Override
        public void signal() {
            fixture.engine.signal(container, "SIGTERM", false);
        }

        @Override
        public StopOutcome await() {
            ContainerState told = fixture.engine.await(container, state -> !state.running(), Duration.ofSeconds(1));
            assertThat(told.running()).isTrue();
            fixture.engine.signal(container, "SIGKILL", false);
            ContainerState ended = fixture.engine.await(container, state -> !state.running(), SOON);
            return new StopOutcome(Duration.ofSeconds(1), ended.exitCode(), true);
        }
    }
}
