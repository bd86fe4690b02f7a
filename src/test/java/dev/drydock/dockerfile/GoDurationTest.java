package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "1m30s, PT1M30S",
        "1.5h, PT1H30M",
        ".5s, PT0.5S",
        "2.s, PT2S",
        "1ms, PT0.001S",
        "3us, PT0.000003S",
        "3µs, PT0.000003S",
        "7ns, PT0.000000007S",
        "0, PT0S"
    })
    void readsWhatGoReads(String text, Duration duration) {
        assertThat(GoDuration.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-1s", "1 s", "1d", "1sm", "999999999999h", "1s1s1s1s1s1s1s1s1s"})
    void refusesTheRest(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }
}
