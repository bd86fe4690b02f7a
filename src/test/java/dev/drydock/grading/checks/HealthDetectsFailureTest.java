package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.ContainerState.Probe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.Outage;
import dev.drydock.engine.Sampling;
import dev.drydock.engine.Sampling.Sample;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthDetectsFailureTest {

    private final FakeObservations seen = FakeObservations.of("FROM x\nHEALTHCHECK CMD probe\nCMD [\"a\"]\n")
            .healthcheck(new Healthcheck(
                    List.of("CMD", "probe"), Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(5), 3))
            .state(state(ContainerState.Status.HEALTHY, 0));

    private static ContainerState state(ContainerState.Status status, int streak) {
        return new ContainerState(
                true,
                0,
                false,
                Optional.of(new ContainerState.Health(status, streak, "", List.of())),
                Optional.empty());
    }

    private Finding judge(Optional<Request> breaking) {
        return new HealthDetectsFailure().judge(new HealthDetectsFailure.Parameters(breaking, Optional.of(100)), seen);
    }

    @Test
    void aProbeThatTurnsUnhealthyPassesAndTheServiceGoesOn() {
        seen.brokenTo(state(ContainerState.Status.UNHEALTHY, 3));

        Finding finding = judge(Optional.empty());

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual()).contains("at the declared one within 96 s").contains("its port was closed");
        assertThat(seen.outage).isEmpty();
        assertThat(seen.broken)
                .hasSize(5)
                .contains(Outage.CLOSED, Outage.FAILING, Outage.MISSING, Outage.UNAVAILABLE)
                .containsAnyOf(Outage.FROZEN, Outage.SILENT);
        assertThat(seen.said).isEmpty();
        assertThat(seen.asked).isEmpty();
    }

    private static ContainerState noticedAfter(int healthy) {
        List<Probe> probes = Stream.concat(Collections.nCopies(healthy, 0).stream(), Stream.of(1, 1, 1))
                .map(code -> new Probe(Instant.now().plusSeconds(60), code))
                .toList();
        return new ContainerState(
                true,
                0,
                false,
                Optional.of(new ContainerState.Health(ContainerState.Status.UNHEALTHY, 3, "", probes)),
                Optional.empty());
    }

    /** Declared are 30 s and 2 s, three times: 96 s. */
    @Test
    void aProbeThatForgivesTakesLongerThanItDeclares() {
        seen.brokenTo(noticedAfter(1));

        Finding finding = judge(Optional.empty());

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).startsWith("healthy once").endsWith("128 s at the declared pace");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aProbeThatForgivesAsOftenAsCanBeSeenMayForgiveForEver() {
        seen.brokenTo(noticedAfter(3));
        var unbounded = new HealthDetectsFailure.Parameters(Optional.empty(), Optional.empty());

        assertThat(new HealthDetectsFailure().judge(unbounded, seen).actual()).startsWith("healthy 3 or more times");
    }

    @Test
    void aProbeThatFailsAndForgivesByTurnsNeverFailsAsOftenAsItDeclares() {
        List<Probe> turns = Stream.of(1, 0, 1, 1, 0)
                .map(code -> new Probe(Instant.now().plusSeconds(60), code))
                .toList();
        seen.brokenTo(state(ContainerState.Status.HEALTHY, 2))
                .brokenInTheEndTo(new ContainerState(
                        true,
                        0,
                        false,
                        Optional.of(new ContainerState.Health(ContainerState.Status.HEALTHY, 0, "", turns)),
                        Optional.empty()));

        Finding finding = judge(Optional.empty());

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("now failed, now said healthy");
        assertThat(seen.broken).as("whatever way comes first").hasSize(1);
        assertThat(finding.actual()).startsWith("never failed 3 times in a row");
    }

    @Test
    void itHasToFailAsOftenAsItDeclaresInWhateverWayAndUpToABound() {
        seen.brokenTo(state(ContainerState.Status.UNHEALTHY, 30));
        judge(Optional.empty());
        assertThat(seen.failures)
                .hasSize(5)
                .allSatisfy((way, failures) -> assertThat(failures).isEqualTo(3));

        seen.healthcheck(new Healthcheck(
                List.of("CMD", "probe"), Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(5), 30));
        judge(Optional.empty());
        assertThat(seen.failures).containsEntry(Outage.FAILING, 20).containsEntry(Outage.CLOSED, 5);
    }

    private FakeObservations endedOnceMended(String probe, int exitCode) {
        return seen.healthcheck(new Healthcheck(
                        List.of("CMD-SHELL", probe),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        3))
                .brokenTo(state(ContainerState.Status.UNHEALTHY, 3))
                .mendedTo(new ContainerState(
                        false,
                        exitCode,
                        false,
                        state(ContainerState.Status.UNHEALTHY, 3).health(),
                        Optional.empty()));
    }

    /** Stopped processes get the signal when they go on. */
    @Test
    void aProbeThatEndsTheServiceMayDoSoOnceItIsMended() {
        endedOnceMended("probe || { kill 1; exit 1; }", 143);

        Finding finding = judge(Optional.empty());

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual())
                .isEqualTo("the container ended with exit code 143 when "
                        + seen.broken.getFirst().words());
        assertThat(seen.broken).hasSize(1);
    }

    @Test
    void aServiceThatEndsOnceItIsMendedFailsWhereItsProbeSendsNoSignalOrItWasNone() {
        endedOnceMended("probe || exit 1", 143);
        assertThat(judge(Optional.empty()).status()).isEqualTo(Status.FAILED);

        endedOnceMended("probe || { kill 1; exit 1; }", 3);
        assertThat(judge(Optional.empty()).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aProbeThatIsOnlySlowIsNotSaidToForgive() {
        seen.brokenTo(state(ContainerState.Status.HEALTHY, 2))
                .brokenInTheEndTo(state(ContainerState.Status.HEALTHY, 2));

        assertThat(judge(Optional.empty()).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aProbeThatStaysHealthyFails() {
        seen.brokenTo(state(ContainerState.Status.HEALTHY, 0));

        Finding finding = judge(Optional.empty());

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(finding.message())
                .contains("does not ask the service")
                .contains(seen.broken.getFirst().words());
    }

    @Test
    void aScriptOfTheProbesThatTheImageWritesIsNamedFirst() {
        FakeObservations written = FakeObservations.of(
                        "FROM x\nRUN make-probe > /opt/probe.py\nHEALTHCHECK CMD python /opt/probe.py\nCMD [\"a\"]\n")
                .healthcheck(new Healthcheck(
                        List.of("CMD-SHELL", "python /opt/probe.py || exit 1"),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        3))
                .state(state(ContainerState.Status.HEALTHY, 0))
                .layer(10, 2)
                .holding(1, "/opt/probe.py", LayerFile.Kind.FILE)
                .brokenTo(state(ContainerState.Status.HEALTHY, 0));
        var parameters = new HealthDetectsFailure.Parameters(Optional.empty(), Optional.empty());

        assertThat(new HealthDetectsFailure().judge(parameters, written).lines())
                .containsExactly(new Lines(2, 2), new Lines(3, 3));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILING", "MISSING", "UNAVAILABLE", "CLOSED"})
    void aProbeThatDoesNotNoticeOneWayFails(Outage way) {
        seen.brokenTo(state(ContainerState.Status.UNHEALTHY, 3)).healthyWhen(way);

        Finding finding = judge(Optional.empty());

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(seen.outage).isEmpty();
        assertThat(seen.broken).last().isEqualTo(way);
        assertThat(finding.message()).contains(way.words());
    }

    @Test
    void whatTheServiceSaysWhileItStartsIsNoGoodAnswerLater() {
        seen.brokenTo(state(ContainerState.Status.UNHEALTHY, 3))
                .healthyWhen(Outage.UNAVAILABLE)
                .sampled(List.of(new Sample(
                        new Sampling.Request(8000, "/ready"),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        OptionalInt.of(503),
                        Optional.of("not ready"))));

        Finding finding = judge(Optional.empty());

        assertThat(seen.said).containsExactly("not ready");
        assertThat(finding.message()).contains("what the service itself says while it starts, not ready");
    }

    @Test
    void aProbeThatNeverTurnsHealthyAgainFails() {
        seen.brokenTo(state(ContainerState.Status.UNHEALTHY, 3)).mendedTo(state(ContainerState.Status.UNHEALTHY, 9));

        assertThat(judge(Optional.empty()).message()).contains("ask the service anew");
        assertThat(seen.broken).hasSize(1);
    }

    @Test
    void withoutAPortAllProcessesAreStopped() {
        seen.withoutPort().brokenTo(state(ContainerState.Status.UNHEALTHY, 3));

        assertThat(judge(Optional.empty()).status()).isEqualTo(Status.PASSED);
        assertThat(seen.broken).containsExactly(Outage.FROZEN);
    }

    @Test
    void aSlowProbeIsWaitedForTwice() {
        seen.healthcheck(new Healthcheck(
                        List.of("CMD", "probe"),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(25),
                        3))
                .brokenTo(state(ContainerState.Status.UNHEALTHY, 3));

        judge(Optional.empty());

        assertThat(seen.waited).isGreaterThan(Duration.ofSeconds(17));
    }

    /** A probe that was stopped in the middle together with the service. */
    @Test
    void oneFailureIsNotEnough() {
        seen.brokenTo(state(ContainerState.Status.UNHEALTHY, 1));

        assertThat(judge(Optional.empty()).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aServiceThatNeverWasHealthyShowsNothing() {
        seen.state(state(ContainerState.Status.STARTING, 0));

        assertThat(judge(Optional.empty()).actual()).isEqualTo("the probe never said healthy");
        assertThat(judge(Optional.empty()).lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void aServiceThatNeverWasHealthyByItsOwnWordIsNotTheProbesFault() {
        seen.healthcheck(new Healthcheck(
                        List.of("CMD", "curl", "-f", "http://localhost:8000/ready"),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        3))
                .state(state(ContainerState.Status.STARTING, 0))
                .replying(new HttpReply.Answer(503, Map.of(), "", Duration.ofMillis(1)));

        assertThat(judge(Optional.empty()).lines()).isEmpty();
        assertThat(judge(Optional.empty()).message()).endsWith("GET /ready on port 8000 with status 503.");
    }

    @Test
    void whatIsBrokenForGoodIsAContainerOfItsOwn() {
        seen.brokenTo(state(ContainerState.Status.UNHEALTHY, 3));
        var request = new Request(Optional.of("POST"), "/break", 8000, Optional.empty(), Optional.empty());

        assertThat(judge(Optional.of(request)).status()).isEqualTo(Status.PASSED);
        assertThat(seen.asked).hasSize(1);
        assertThat(seen.probes)
                .singleElement()
                .satisfies(probe -> assertThat(probe.path()).isEqualTo("/break"));
    }
}
