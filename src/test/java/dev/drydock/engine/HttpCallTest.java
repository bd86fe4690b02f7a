package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCallTest {

    private final List<String> command = new ArrayList<>();

    private HttpReply send(HttpProbe probe, String stdout, String stderr) {
        return new HttpCall(probe, "10.0.0.2", ClientProfile.CURL).send((command, stdin, limit) -> {
            this.command.addAll(command);
            return new SandboxShell.Output(0, stdout.getBytes(StandardCharsets.UTF_8), stderr);
        });
    }

    private static HttpProbe probe(Map<String, String> headers, Optional<String> body) {
        return new HttpProbe("POST", 80, "/x", headers, body, Duration.ZERO, Duration.ofMillis(1500));
    }

    private HttpReply reply(String stdout, String stderr) {
        return send(probe(Map.of(), Optional.empty()), stdout, stderr);
    }

    @Test
    void readsStatusHeadersAndBody() {
        assertThat(reply(
                        "HTTP/1.1 404 Not\r\nContent-Type: a\r\nSet-Cookie: 1\r\nset-cookie: 2:3 \r\n\r\nbody\r\n\r\nmore",
                        "404 0 0.0125 "))
                .isEqualTo(new HttpReply.Answer(
                        404,
                        Map.of("content-type", "a", "set-cookie", "2:3"),
                        "body\r\n\r\nmore",
                        Duration.ofNanos(12_500_000)));
    }

    @Test
    void passesOverInterimAnswers() {
        assertThat(reply(
                        "HTTP/1.1 100 Continue\r\nA: 1\r\n\r\nHTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\nB: 2\n\nHTTP/1.1 100 x\r\n\r\n",
                        "200 0 1 "))
                .isEqualTo(
                        new HttpReply.Answer(200, Map.of("b", "2"), "HTTP/1.1 100 x\r\n\r\n", Duration.ofSeconds(1)));
    }

    @Test
    void aBodyThatIsTooLongIsCut() {
        String reply = "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(HttpCall.LARGEST_BODY + 5);

        assertThat(reply(reply, "200 23 1 Failure writing output to destination"))
                .isInstanceOfSatisfying(
                        HttpReply.Answer.class,
                        answer -> assertThat(answer.body()).hasSize(HttpCall.LARGEST_BODY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "000 7 0.001 Failed to connect to x|connection refused on port 80",
                "000 28 1.5 timed out|no complete answer within 1.5 seconds",
                "200 28 1.5 timed out|no complete answer within 1.5 seconds",
                "200 18 1 transfer closed|the connection was closed before the end of the answer",
                "000 52 1 Empty reply|the connection was closed without an answer",
                "000 56 1 Recv failure|the connection was reset",
                "000 1 1 Received HTTP/0.9|port 80 does not speak HTTP",
                "000 99 1 Odd thing|Odd thing",
            })
    void saysWhyThereIsNoAnswer(String report, String reason) {
        assertThat(reply("", report)).isEqualTo(new HttpReply.NoAnswer(reason));
    }

    @Test
    void aProbeThatCannotBeSentIsThePlatformsFault() {
        assertThatThrownBy(() -> reply("", "sh: curl: not found")).isInstanceOf(EngineException.class);
    }

    @Test
    void sendsWhatTheProbeSaysAndNothingMore() {
        send(probe(Map.of("X-Empty", "", "content-type", "text/plain"), Optional.of("@file")), "", "000 7 0 ");

        assertThat(command)
                .containsSequence("-X", "POST")
                .containsSequence("-H", "X-Empty;")
                .containsSequence("-H", "Content-Type: text/plain")
                .containsSequence("-H", "Expect:")
                .containsSequence("-m", "1.500")
                .containsSequence("--connect-to", "::10.0.0.2:80", "--url", "http://localhost:80/x")
                .doesNotContain("Content-Type:", "@file");
    }

    @Test
    void refusesHeadersThatAreNone() {
        assertThatThrownBy(() -> send(probe(Map.of("A", "b\r\nC: d"), Optional.empty()), "", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> send(probe(Map.of("@/etc/passwd", ""), Optional.empty()), "", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
