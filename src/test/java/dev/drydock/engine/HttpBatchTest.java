package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HttpBatchTest {

    private static final HttpProbe PROBE =
            new HttpProbe("GET", 80, "/", Map.of(), Optional.empty(), Duration.ZERO, Duration.ofMillis(1500));

    private static List<HttpReply> replies(String reports, String... bodies) {
        String lines = Stream.of(bodies)
                .map(body -> Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)) + "\n")
                .collect(Collectors.joining());
        return new HttpBatch(List.of(PROBE, PROBE, PROBE), "10.0.0.2", ClientProfile.CURL)
                .send((command, stdin, limit) ->
                        new SandboxShell.Output(0, lines.getBytes(StandardCharsets.US_ASCII), reports));
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\n\r\n" + body;
    }

    @Test
    void givesEachReplyToItsRequest() {
        assertThat(replies("200 0 1 \n200 0 2 \n200 0 3 \n", ok("a"), ok(""), ok("c")))
                .extracting(reply -> ((HttpReply.Answer) reply).body())
                .containsExactly("a", "", "c");
    }

    @Test
    void endsWithTheFirstRequestThatGotNone() {
        assertThat(replies("200 0 1 \n000 28 1.5 timed out\n", ok("a"), "", ""))
                .hasSize(2)
                .last()
                .isEqualTo(new HttpReply.NoAnswer("no complete answer within 1.5 seconds"));
    }

    @Test
    void whatCouldNotBeSentIsThePlatformsFault() {
        assertThatThrownBy(() -> replies("", "", "", "")).isInstanceOf(EngineException.class);
    }
}
