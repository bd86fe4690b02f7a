package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that are sent at the same time. */
@Tag("engine")
class RepeatedRequestEngineTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Answers nobody before twenty have asked. */
    private static final String SERVER = """
            import http.server, threading
            all_there = threading.Barrier(20)
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    if self.path == "/together":
                        all_there.wait()
                    self.send_response(200)
                    self.end_headers()
            class Server(http.server.ThreadingHTTPServer):
                request_queue_size = 50
            Server(("0.0.0.0", 8000), Handler).serve_forever()
            """;

    private Container container = new Container("", "", Optional.of("none"));

    @AfterEach
    void remove() {
        fixture.engine.remove(container);
    }

    @Test
    void twentyAreUnderWayAtOnce() {
        Image image = fixture.image("together", """
                FROM %s
                COPY server.py /srv/
                CMD ["python", "/srv/server.py"]
                """.formatted(EngineFixture.BASE), Map.of("server.py", SERVER));
        container = fixture.engine.run(EngineFixture.run(image.id()));
        assertThat(fixture.engine.http(container, probe("/"), ClientProfile.CURL))
                .isInstanceOf(HttpReply.Answer.class);

        Map<Integer, Integer> statuses =
                fixture.engine.repeat(container, probe("/together"), Repetition.atOnce(20, SOON), ClientProfile.CURL);

        assertThat(statuses).isEqualTo(Map.of(200, 20));
    }

    private static HttpProbe probe(String path) {
        return new HttpProbe("GET", 8000, path, Map.of(), Optional.empty(), SOON, SOON);
    }
}
