package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.Sampling.Request;
import dev.drydock.engine.Sampling.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SamplerTest {

    @Test
    void samplesOfAllRequestsComeInTheOrderOfTheirSending() {
        var live = new Request(8000, "/live");
        var ready = new Request(8000, "/ready");

        List<Sample> samples = Sampler.parse("""
                1 1795933710200000 1795933710300000 503
                0 1795933710000000 1795933710000100 000
                1 1795933710400000 1795933710500000 503 eyJkZXRhaWwiOiJsb2FkaW5nIn0=
                """, List.of(live, ready));

        assertThat(samples)
                .containsExactly(
                        new Sample(
                                live,
                                Instant.parse("2026-11-29T06:28:30Z"),
                                Instant.parse("2026-11-29T06:28:30.000100Z"),
                                OptionalInt.empty()),
                        new Sample(
                                ready,
                                Instant.parse("2026-11-29T06:28:30.200Z"),
                                Instant.parse("2026-11-29T06:28:30.300Z"),
                                OptionalInt.of(503)),
                        new Sample(
                                ready,
                                Instant.parse("2026-11-29T06:28:30.400Z"),
                                Instant.parse("2026-11-29T06:28:30.500Z"),
                                OptionalInt.of(503),
                                Optional.of("{\"detail\":\"loading\"}")));
    }
}
