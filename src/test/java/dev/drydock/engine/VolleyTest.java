package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drydock.engine.StopUnderLoad.Sent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VolleyTest {

    private static final List<HttpProbe> TWO = List.of(probe("/slow"), probe("/quick"));

    private static HttpProbe probe(String path) {
        return new HttpProbe("GET", 8000, path, Map.of(), Optional.empty(), Duration.ZERO, Duration.ofSeconds(9));
    }

    private static List<Sent> parse(String printed) {
        return Volley.parse(printed, TWO);
    }

    @Test
    void eachRequestHasItsTimesAndWhatCurlReported() {
        List<Sent> sent = parse("""
                accepted 1
                accepted 0
                done 0 1795933710000000 1795933711500000 200 0 1.480000
                done 1 1795933710100000 1795933710700000 000 52 0.600000 Empty reply from server
                """);

        assertThat(sent).extracting(Sent::accepted).containsExactly(true, true);
        assertThat(sent.getFirst().took()).isEqualTo(Duration.ofMillis(1500));
        assertThat(sent.getFirst().reply()).isInstanceOf(HttpReply.Answer.class);
        assertThat(sent.getLast().reply())
                .isEqualTo(new HttpReply.NoAnswer("the connection was closed without an answer"));
    }

    @Test
    void whatNobodyTookWasNotAccepted() {
        assertThat(parse("""
                accepted 0
                done 0 1 2 200 0 0.1
                done 1 1 2 000 56 0.1 Recv failure
                """)).extracting(Sent::accepted).containsExactly(true, false);
    }

    @Test
    void aRequestThatWasNotSentIsOurMistake() {
        assertThatExceptionOfType(EngineException.class).isThrownBy(() -> parse("done 0 1 2 200 0 0.1\n"));
    }
}
