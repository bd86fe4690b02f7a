package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.engine.StopOutcome;
import dev.drydock.engine.StopUnderLoad;
import dev.drydock.engine.StopUnderLoad.Sent;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeProcesses;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopGracefulTest {

    private static final Optional<Request> SLOW = Optional.of(new Request(
            Optional.empty(),
            "/slow",
            8000,
            Optional.of(JsonNodeFactory.instance.objectNode().put("delay", 2)),
            Optional.empty()));

    private final FakeObservations seen = FakeObservations.of("FROM x\nCMD [\"a\"]\n")
            .state(new ContainerState(true, 0, false, Optional.empty(), Optional.empty()))
            .replying(new HttpReply.Answer(200, Map.of(), "", Duration.ofMillis(800)));

    private static final Instant SIGNAL = Instant.parse("2026-01-01T00:00:10Z");

    private Finding judge(StopOutcome outcome, Sent... requests) {
        seen.stopping(new StopUnderLoad(outcome, SIGNAL, SIGNAL.plusMillis(100), List.of(requests)));
        return new StopGraceful()
                .judge(
                        new StopGraceful.Parameters(5, SLOW, Optional.of("/delay"), Optional.empty(), Optional.empty()),
                        seen);
    }

    private static StopOutcome ended(int seconds) {
        return new StopOutcome(Duration.ofSeconds(seconds), 0, false);
    }

    /** A request that was sent half a second before the signal. */
    private static Sent sent(boolean accepted, double endedAfterSignal, HttpReply reply) {
        var probe = new HttpProbe("POST", 8000, "/slow", Map.of(), Optional.empty(), Duration.ZERO, Duration.ZERO);
        return new Sent(
                probe,
                accepted,
                SIGNAL.minusMillis(500),
                SIGNAL.plusMillis(Math.round(endedAfterSignal * 1000)),
                reply);
    }

    private static HttpReply answer(int status) {
        return new HttpReply.Answer(status, Map.of(), "", Duration.ofSeconds(1));
    }

    /** A request that asks for so many seconds of work, was sent half a second before the signal, and answered then. */
    private static Sent working(double seconds, double endedAfterSignal) {
        Sent sent = sent(true, endedAfterSignal, answer(200));
        var probe = SLOW.orElseThrow().with("/delay", seconds).probe(Duration.ZERO, Duration.ZERO);
        return new Sent(probe, true, sent.sent(), sent.ended(), sent.reply());
    }

    private static final HttpReply DROPPED = new HttpReply.NoAnswer("the connection was closed without an answer");

    @Test
    void answeringAllThatWasAcceptedPasses() {
        Finding finding = judge(ended(2), sent(true, 1.5, answer(200)), sent(true, 0.4, answer(200)));

        assertThat(finding.status()).isEqualTo(Status.PASSED);
        assertThat(finding.actual())
                .isEqualTo("ended after 2 s with exit code 0; of 2 requests that were under way, 2 were answered");
    }

    @Test
    void droppingOneOfSeveralFails() {
        Finding finding = judge(ended(1), sent(true, 0.4, answer(200)), sent(true, 0.5, DROPPED));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("broke off a request");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
        assertThat(judge(ended(1), sent(true, 0.5, answer(500))).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void answeringSoonerThanTheWorkTakesFails() {
        Finding finding = judge(ended(2), working(1.4, 0.95), working(0.7, 0.12));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).endsWith("; a request for work of 0.7 s was answered after 620 ms");
        assertThat(finding.message()).contains("the work was cut short");
        assertThat(judge(ended(2), working(1.4, 0.95), working(0.7, 0.21)).status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void whatIsToBeAskedEarlierIsAskedBeforeTheStop() {
        seen.stopping(
                new StopUnderLoad(ended(2), SIGNAL, SIGNAL.plusMillis(100), List.of(sent(true, 1.5, answer(200)))));
        var parameters = new StopGraceful.Parameters(
                5, SLOW, Optional.of("/delay"), Optional.empty(), Optional.of(List.of(Request.get("/broken", 8000))));

        assertThat(new StopGraceful().judge(parameters, seen).status()).isEqualTo(Status.PASSED);
        assertThat(seen.probes).extracting(HttpProbe::path).containsSequence("/broken", "/broken", "/broken");
    }

    @Test
    void whatNobodyHadAcceptedMayBeRefused() {
        assertThat(judge(ended(2), sent(true, 1.5, answer(200)), sent(false, 1.6, DROPPED))
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void requestsThatEndedBeforeTheSignalProveNothingAndAreTriedLongerInAnotherContainer() {
        Finding finding = judge(ended(1), sent(true, -0.2, answer(200)), sent(true, 0.05, answer(200)));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("does not do what they ask for");
        assertThat(seen.asked).containsExactly(Circumstances.usual("to be stopped again"));
        assertThat(lengths(seen.underWay.get(1)).getFirst())
                .isGreaterThan(lengths(seen.underWay.getFirst()).getFirst());
    }

    @Test
    void requestsAreOfSeveralLengthsThatTogetherFitIntoTheTime() {
        judge(ended(1), sent(true, 0.5, answer(200)));
        judge(ended(1), sent(true, 0.5, answer(200)));

        assertThat(seen.underWay).hasSize(2).allSatisfy(probes -> {
            List<Double> lengths = lengths(probes);
            assertThat(lengths)
                    .hasSize(13)
                    .startsWith(lengths.stream()
                            .sorted(Comparator.reverseOrder())
                            .limit(3)
                            .toArray(Double[]::new));
            assertThat(lengths.subList(0, 3)).doesNotHaveDuplicates();
            assertThat(lengths.subList(3, 13))
                    .allSatisfy(seconds -> assertThat(seconds).isBetween(0.12, 0.15));
            assertThat(lengths.stream().mapToDouble(Double::doubleValue).sum()).isLessThan(4.5);
        });
        assertThat(seen.underWay.getFirst()).isNotEqualTo(seen.underWay.getLast());
    }

    private static List<Double> lengths(List<HttpProbe> probes) {
        return probes.stream()
                .map(probe -> probe.body().orElseThrow().replaceAll(".*\"delay\":([\\d.]+).*", "$1"))
                .map(Double::valueOf)
                .toList();
    }

    @Test
    void whereTheProbeHasEndedTheServiceAnotherIsStopped() {
        seen.healthcheck(new Healthcheck(
                        List.of("CMD-SHELL", "probe || kill 1"), Duration.ZERO, Duration.ZERO, Duration.ZERO, 3))
                .state(new ContainerState(false, 143, false, Optional.empty(), Optional.empty()));

        assertThat(judge(ended(2), sent(true, 1.5, answer(200))).status()).isEqualTo(Status.PASSED);
        assertThat(seen.asked).containsExactly(Circumstances.usual("to be stopped"));
    }

    @Test
    void oneThatTakesLongIsStoppedInAContainerOfItsOwn() {
        seen.stopping(
                new StopUnderLoad(ended(4), SIGNAL, SIGNAL.plusMillis(100), List.of(sent(true, 3.5, answer(200)))));
        var parameters =
                new StopGraceful.Parameters(5, SLOW, Optional.of("/delay"), Optional.of(3.8), Optional.empty());

        assertThat(new StopGraceful().judge(parameters, seen).status()).isEqualTo(Status.PASSED);
        assertThat(seen.asked).containsExactly(Circumstances.usual("to be stopped in a long answer"));
        assertThat(lengths(seen.underWay.getFirst()))
                .singleElement()
                .satisfies(seconds -> assertThat(seconds).isBetween(3.2, 3.8));
    }

    @Test
    void whatTheLearnersCodeDoesWithTheSignalIsNotTheStartCommandsFault() {
        seen.editable("Dockerfile", "app.py")
                .processes(new FakeProcesses()
                        .serving()
                        .process("python", "app.py")
                        .all());

        assertThat(judge(ended(1), sent(true, 0.5, DROPPED)).lines()).isEmpty();
    }

    @Test
    void endingByTheSignalItselfPassesWithoutARequest() {
        seen.stopping(new StopOutcome(Duration.ofSeconds(1), 143, false));

        assertThat(new StopGraceful()
                        .judge(
                                new StopGraceful.Parameters(
                                        5, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                                seen)
                        .status())
                .isEqualTo(Status.PASSED);
    }

    @Test
    void beingKilledFailsAtTheStartCommand() {
        Finding finding = judge(new StopOutcome(Duration.ofSeconds(5), 137, true), sent(true, 0.4, answer(200)));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).isEqualTo("still running 5 s after the stop signal, then killed");
        assertThat(finding.lines()).containsExactly(new Lines(2, 2));
    }

    @Test
    void endingWithAnErrorFails() {
        assertThat(judge(new StopOutcome(Duration.ofSeconds(1), 1, false), sent(true, 0.4, answer(200)))
                        .status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void aServiceThatDoesNotAnswerShowsNothing() {
        seen.replying(new HttpReply.NoAnswer("connection refused"));

        Finding finding = judge(ended(1));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message()).contains("before it is told to stop");
    }

    @Test
    void theStartOfAServerThatListensElsewhereIsBlamedWhereNobodyAnswers() {
        var elsewhere = FakeObservations.of("FROM x\nCMD [\"uvicorn\", \"app:app\"]\nEXPOSE 8000\n")
                .process(0, "python3", "/usr/local/bin/uvicorn", "app:app")
                .listening("127.0.0.1", SLOW.orElseThrow().port())
                .state(new ContainerState(true, 0, false, Optional.empty(), Optional.empty()));
        var parameters = new StopGraceful.Parameters(5, SLOW, Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(new StopGraceful().judge(parameters, elsewhere).lines()).containsExactly(new Lines(2, 2));
    }
}
