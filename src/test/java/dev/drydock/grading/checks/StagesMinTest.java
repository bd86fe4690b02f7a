package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.Unobservable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StagesMinTest {

    private static final String TWO = "FROM x AS build\nRUN make\nFROM y\nCOPY --from=build /a /a\n";

    private static Finding judge(String dockerfile, String... steps) {
        var results =
                Stream.of(steps).map(step -> FakeObservations.step(step, "")).toList();
        var seen = FakeObservations.of(dockerfile)
                .built(new BuildOutcome.Built("sha256:1", results, Duration.ofSeconds(1)));
        return new StagesMin().judge(new StagesMin.Parameters(2), seen);
    }

    @Test
    void stagesThatWereBuiltCount() {
        Finding finding = judge(TWO, "[build 2/2] RUN make", "[stage-1 2/2] COPY --from=build /a /a");

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).isEqualTo("2 of 2 stages built: build, stage-1");
    }

    @Test
    void aStageThatNobodyUsesDoesNot() {
        Finding finding = judge(TWO.replace("--from=build ", ""), "[stage-1 2/2] COPY /a /a");

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("takes nothing from the others");
        assertThat(finding.lines()).containsExactly(new Lines(3, 3));
    }

    @Test
    void anImageThatIsCopiedFromIsNoStage() {
        Finding finding = judge(
                "FROM x\nCOPY --from=debian:bookworm-slim /a /a\n",
                "[debian:bookworm-slim 1/1] FROM debian:bookworm-slim",
                "[stage-0 2/2] COPY --from=debian:bookworm-slim /a /a");

        assertThat(finding.actual()).isEqualTo("1 of 1 stage built");
    }

    @Test
    void whatDidNotBuildCannotBeJudged() {
        var steps = List.of(FakeObservations.step("[build 2/2] RUN make", ""));
        var seen = FakeObservations.of(TWO)
                .built(new BuildOutcome.Failed(Optional.empty(), "exit code: 1", steps, Duration.ZERO));

        assertThatExceptionOfType(Unobservable.class)
                .isThrownBy(() -> new StagesMin().judge(new StagesMin.Parameters(2), seen));
    }

    @Test
    void oneStageFails() {
        assertThat(judge("FROM x\nRUN make\n", "[2/2] RUN make").actual()).isEqualTo("1 of 1 stage built");
    }
}
