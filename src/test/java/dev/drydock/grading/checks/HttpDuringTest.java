package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Activity;
import dev.drydock.engine.Activity.Event;
import dev.drydock.engine.Activity.Kind;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.Sampling;
import dev.drydock.engine.Sampling.Sample;
import dev.drydock.grading.FakeObservations;
import dev.drydock.grading.FakeProcesses;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Finding.Status;
import dev.drydock.grading.StartPlan;
import dev.drydock.grading.Unobservable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** The container starts at second 0, loads take twelve. */
class HttpDuringTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final OptionalInt NONE = OptionalInt.empty();

    private final FakeObservations seen = FakeObservations.of("FROM x")
            .placed("model.json", "/app/model.json")
            .state(new ContainerState(true, 0, false, Optional.empty(), Optional.empty()))
            .replying(new HttpReply.Answer(200, Map.of(), "", Duration.ofMillis(3)));

    private static Instant at(double second) {
        return START.plusMillis(Math.round(second * 1000));
    }

    private FakeObservations opened(double... seconds) {
        List<Event> events = Arrays.stream(seconds)
                .mapToObj(second -> new Event(Kind.OPENED, at(second), 7, "/app/model.json", "python"))
                .toList();
        return seen.doing(new Activity(START, events, true));
    }

    /** Asks each path four times a second, for 26 seconds. */
    private void answering(DoubleFunction<OptionalInt> live, DoubleFunction<OptionalInt> ready) {
        List<Sample> samples = new ArrayList<>();
        for (double second = 0.1; second < 26; second += 0.25) {
            samples.add(
                    new Sample(new Sampling.Request(8000, "/live"), at(second), at(second + 0.01), live.apply(second)));
            samples.add(new Sample(
                    new Sampling.Request(8000, "/ready"), at(second), at(second + 0.01), ready.apply(second)));
        }
        seen.sampled(samples);
    }

    private static OptionalInt from(double open, double second, int status) {
        return second < open ? NONE : OptionalInt.of(status);
    }

    private Finding live() {
        return judge("/live", "loading", 200, Optional.of(4));
    }

    private Finding ready() {
        return judge("/ready", "loading", 503, Optional.empty());
    }

    private Finding readyAfterwards() {
        return judge("/ready", "loaded", 200, Optional.empty());
    }

    private Finding judge(String path, String when, int status, Optional<Integer> gap) {
        return new HttpDuring().judge(new HttpDuring.Parameters(path, 8000, when, "model.json", 12, status, gap), seen);
    }

    /** The engine starts it, so that process 1 is not above it. */
    @Test
    void aHealthProbeThatLooksAtTheFileLoadsNothing() {
        seen.processes(new FakeProcesses().serving().process("uvicorn").all());
        int service = seen.processes().first().orElseThrow().pid();
        List<Event> events = List.of(
                new Event(Kind.OPENED, at(1.5), service, "/app/model.json", "python"),
                new Event(Kind.OPENED, at(13), service + 500, "/app/model.json", "python"));
        seen.doing(new Activity(START, events, true));
        answering(second -> from(2, second, 200), second -> from(2, second, second < 13.6 ? 503 : 200));

        assertThat(ready().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aServiceThatLoadsAsidePasses() {
        opened(1.5);
        answering(second -> from(2, second, 200), second -> from(2, second, second < 13.6 ? 503 : 200));

        assertThat(live().status()).isEqualTo(Status.PASSED);
        assertThat(ready().status()).isEqualTo(Status.PASSED);
        assertThat(readyAfterwards().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aChecksumBeforeTheLoadIsNoLoad() {
        opened(1.5, 1.52);
        answering(second -> from(2, second, 200), second -> from(2, second, second < 13.6 ? 503 : 200));

        assertThat(ready().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void oneThatLoadsTwiceAtTheStartIsReadyAfterTheSecond() {
        opened(1, 13.1);
        answering(second -> from(2, second, 200), second -> from(2, second, second < 25.1 ? 503 : 200));

        assertThat(ready().status()).isEqualTo(Status.PASSED);
        assertThat(readyAfterwards().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aPortThatOpensAfterTheLoadIsSilentMeanwhile() {
        opened(1);
        answering(second -> from(13.2, second, 200), second -> from(13.2, second, second < 16 ? 503 : 200));

        assertThat(live().status()).isEqualTo(Status.FAILED);
        assertThat(live().message()).contains("Nothing answered /live before model.json was loaded");
        assertThat(readyAfterwards().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aPortThatOpensInTheMiddleOfTheLoadLeavesAGap() {
        opened(1);
        answering(second -> from(8, second, 200), second -> from(8, second, second < 13 ? 503 : 200));

        assertThat(live().status()).isEqualTo(Status.FAILED);
        assertThat(live().message()).contains("nobody answered /live");
        assertThat(ready().status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aLoadThatKeepsTheServerFromAnsweringLeavesAGap() {
        opened(2);
        answering(second -> second > 3 && second < 13.8 ? NONE : from(1, second, 200), second -> NONE);

        assertThat(live().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void readyBeforeTheLoadIsOverIsALie() {
        opened(1);
        answering(second -> from(1.2, second, 200), second -> from(1.2, second, second < 4 ? 503 : 200));

        Finding finding = ready();
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.actual()).matches("status 200 3(\\.\\d)? s after the file was opened");
    }

    @Test
    void readyBeforeTheLoadHasBegunIsALie() {
        opened(5);
        answering(second -> from(1, second, 200), second -> from(1, second, second < 5 ? 200 : 503));

        assertThat(ready().actual()).contains("before the file was opened");
    }

    @Test
    void aTimerThatStartsBeforeTheLoadIsTooEarly() {
        opened(6);
        answering(second -> from(1, second, 200), second -> from(1, second, second < 13 ? 503 : 200));

        assertThat(ready().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aTimerThatIsTooLateIsNotReadyFromThenOn() {
        opened(1);
        answering(second -> from(1.2, second, 200), second -> from(1.2, second, second < 22 ? 503 : 200));

        assertThat(ready().status()).isEqualTo(Status.PASSED);
        assertThat(readyAfterwards().status()).isEqualTo(Status.FAILED);
        assertThat(readyAfterwards().actual()).startsWith("status 503 5");
    }

    @Test
    void aLoadThatBeganLateIsWaitedFor() {
        opened(20);
        answering(second -> from(19, second, 200), second -> from(19, second, 503));

        assertThat(readyAfterwards().status()).isEqualTo(Status.PASSED);
        assertThat(seen.waited).isEqualTo(Duration.ofSeconds(37));
    }

    @Test
    void whatAnswersByTheClockAloneIsNotReady() {
        opened();
        answering(second -> from(1, second, 200), second -> from(1, second, second < 12 ? 503 : 200));

        assertThatThrownBy(this::ready).isInstanceOf(Unobservable.class).hasMessageContaining("never opened");
        assertThat(readyAfterwards().status()).isEqualTo(Status.FAILED);
        assertThat(readyAfterwards().actual()).isEqualTo("model.json was never opened");
    }

    @Test
    void oneThatCannotBeFollowedToItsLoadFails() {
        seen.doing(new Activity(START, List.of(), false));
        answering(second -> from(1, second, 200), second -> from(1, second, second < 12 ? 503 : 200));

        assertThat(ready().actual()).isEqualTo("more programs were started than can be followed");
        assertThat(readyAfterwards().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aVariantThatLoadsLongerIsStillWaitedFor() {
        var parameters = new VariantLoading.Parameters("slow", "/ready", 8000, "model.json", 20, 503);
        opened(1);
        answering(second -> from(2, second, 200), second -> from(2, second, second < 21 ? 503 : 200));

        assertThat(new VariantLoading().judge(parameters, seen).status()).isEqualTo(Status.PASSED);

        answering(second -> from(2, second, 200), second -> from(2, second, second < 13.6 ? 503 : 200));

        Finding finding = new VariantLoading().judge(parameters, seen);
        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.message())
                .startsWith("The image was built once more, with another model. Loading takes 20 s");
        assertThat(new VariantLoading().fromStart(parameters).requests())
                .containsExactly(new Sampling.Request(8000, "/ready"));
    }

    @Test
    void theServiceIsAskedFromItsStartAndTheFileWatched() {
        StartPlan plan = new HttpDuring()
                .fromStart(
                        new HttpDuring.Parameters("/live", 8000, "loading", "model.json", 12, 200, Optional.empty()));

        assertThat(plan.requests()).containsExactly(new Sampling.Request(8000, "/live"));
        assertThat(plan.files()).isEqualTo(Set.of("model.json"));
        assertThat(plan.time()).isGreaterThan(Duration.ofSeconds(24));
    }

    private Finding elsewhere(String path, String when, int status) {
        opened(1);
        answering(second -> NONE, second -> NONE);
        var bound = FakeObservations.of("FROM x\nCMD [\"uvicorn\", \"app:app\"]\nEXPOSE 8000\n")
                .placed("model.json", "/app/model.json")
                .state(seen.state())
                .doing(seen.activity())
                .sampled(seen.samples())
                .process(0, "python3", "/usr/local/bin/uvicorn", "app:app")
                .listening("127.0.0.1", 8000);
        return new HttpDuring()
                .judge(new HttpDuring.Parameters(path, 8000, when, "model.json", 12, status, Optional.empty()), bound);
    }

    @Test
    void theStartOfAServerThatListensElsewhereIsBlamedForItsSilence() {
        assertThat(elsewhere("/live", "loading", 200).lines()).containsExactly(new Lines(2, 2));
        assertThat(elsewhere("/ready", "loaded", 200).lines()).containsExactly(new Lines(2, 2));
    }
}
