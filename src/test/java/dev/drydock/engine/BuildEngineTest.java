package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.engine.BuildOutcome.Built;
import dev.drydock.engine.BuildOutcome.Failed;
import dev.drydock.engine.BuildOutcome.LimitReached;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("engine")
class BuildEngineTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    @Test
    void tellsOfAStepWhileItRuns() {
        // The step would wait for ever: only a line that arrives before it ends lets the test end it.
        BuildRequest request = EngineFixture.request(
                "live", "FROM %s\nRUN echo begun; sleep 100".formatted(EngineFixture.BASE), Map.of());
        List<BuildEvent> seen = new ArrayList<>();
        long began = System.nanoTime();

        assertThatThrownBy(() -> fixture.engine.build(request, event -> {
                    seen.add(event);
                    if (event instanceof BuildEvent.Log log && log.text().contains("begun")) {
                        throw new IllegalStateException("seen");
                    }
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(seen).noneMatch(event -> event instanceof BuildEvent.Finished && isRun(event.step()));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        Awaitility.await().until(() -> processes("sleep 100").isEmpty());
    }

    private static boolean isRun(BuildStep step) {
        return step.position().map(BuildStep.Position::keyword).equals(Optional.of("RUN"));
    }

    @Test
    void knowsWhatCameFromTheCache() {
        String dockerfile = """
                FROM %s AS deps
                WORKDIR /app
                COPY requirements.txt .
                RUN cp requirements.txt installed
                FROM deps
                COPY app.py .
                RUN --network=default cat app.py
                """.formatted(EngineFixture.BASE);
        Built first = built("cache", dockerfile, Map.of("requirements.txt", "flask", "app.py", "1"));
        Built unchanged = built("cache", dockerfile, Map.of("requirements.txt", "flask", "app.py", "1"));
        Built edited = built("cache", dockerfile, Map.of("requirements.txt", "flask", "app.py", "2"));

        assertThat(texts(first))
                .containsExactly(
                        "WORKDIR /app",
                        "COPY requirements.txt .",
                        "RUN cp requirements.txt installed",
                        "COPY app.py .",
                        "RUN --network=default cat app.py");
        assertThat(meaningful(first)).allMatch(step -> step.executed() && !step.cached());
        assertThat(meaningful(first).getLast().logTail()).isEqualTo("1");
        assertThat(meaningful(unchanged)).allMatch(step -> step.cached() && !step.executed());
        assertThat(unchanged.imageId()).isEqualTo(first.imageId());
        assertThat(meaningful(edited))
                .extracting(StepResult::executed)
                .containsExactly(false, false, false, true, true);
    }

    @Test
    void losesNothingOfStepsThatPrintALotAtOnce() {
        StringBuilder dockerfile = new StringBuilder("FROM " + EngineFixture.BASE + "\n");
        for (int step = 2; step <= 7; step++) {
            dockerfile
                    .append("RUN for i in $(seq 1 6000); do echo \"")
                    .append(step)
                    .append(" the quick brown fox jumps over the lazy dog $i\"; done\n");
        }
        Map<Integer, StringBuilder> logs = new TreeMap<>();
        Set<BuildStep> began = new HashSet<>();
        Set<BuildStep> ended = new HashSet<>();
        BuildRequest request = EngineFixture.request(
                "chatty", EngineFixture.context(dockerfile.toString(), Map.of()), EngineFixture.LONG, 16 << 20);
        BuildOutcome outcome = fixture.engine.build(request, event -> {
            switch (event) {
                case BuildEvent.Started started -> began.add(started.step());
                case BuildEvent.Finished finished -> ended.add(finished.step());
                case BuildEvent.Log log ->
                    logs.computeIfAbsent(number(log.step()), n -> new StringBuilder())
                            .append(log.text());
                default -> {}
            }
        });

        assertThat(outcome).isInstanceOf(Built.class);
        assertThat(began)
                .containsAll(meaningful(outcome).stream().map(StepResult::step).toList());
        assertThat(ended).containsAll(began);
        assertThat(logs).containsOnlyKeys(2, 3, 4, 5, 6, 7);
        assertThat(logs)
                .allSatisfy((step, log) -> assertThat(log.toString().lines())
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, 6000)
                                .mapToObj(i -> step + " the quick brown fox jumps over the lazy dog " + i)
                                .toList()));
    }

    private static int number(BuildStep step) {
        return step.position().orElseThrow().number();
    }

    private static Built built(String tag, String dockerfile, Map<String, String> files) {
        return (Built) fixture.build(EngineFixture.request(tag, dockerfile, files));
    }

    private static List<StepResult> meaningful(BuildOutcome outcome) {
        return outcome.steps().stream()
                .filter(step -> step.step()
                        .position()
                        .map(BuildStep.Position::cacheIsMeaningful)
                        .orElse(false))
                .toList();
    }

    private static List<String> texts(BuildOutcome outcome) {
        return meaningful(outcome).stream()
                .map(step -> step.step().position().orElseThrow().text())
                .toList();
    }

    @Test
    void aFailingStepIsNamedWithItsLog() {
        Failed failed = (Failed) fixture.build(
                "fails", "FROM %s\nRUN echo to-out; echo to-err >&2; exit 7\nRUN true".formatted(EngineFixture.BASE));

        StepResult step = failed.step().orElseThrow();
        assertThat(step.step().position().orElseThrow().number()).isEqualTo(2);
        assertThat(step.error().orElseThrow()).contains("exit code: 7");
        assertThat(step.logTail()).contains("to-out", "to-err");
        assertThat(failed.message()).contains("exit code: 7");
    }

    @Test
    void aFailingStepBesideAnotherIsNotMistakenForIt() {
        Failed failed = (Failed) fixture.build("parallel", """
                FROM %1$s AS slow
                RUN sleep 60
                FROM %1$s AS broken
                RUN exit 3
                FROM %1$s
                COPY --from=slow /etc/hostname /a
                COPY --from=broken /etc/hostname /b
                """.formatted(EngineFixture.BASE));

        assertThat(failed.step().orElseThrow().step().position().orElseThrow().stage())
                .isEqualTo("broken");
    }

    @Test
    void aMissingFileIsTheStepsFault() {
        Failed failed = (Failed) fixture.build("missing", "FROM %s\nCOPY nope /".formatted(EngineFixture.BASE));

        assertThat(failed.step().orElseThrow().step().position().orElseThrow().keyword())
                .isEqualTo("COPY");
        assertThat(failed.message()).contains("nope");
    }

    @Test
    void aDockerfileThatCannotBeParsedHasNoStep() {
        Failed failed = (Failed) fixture.build("parse", "FROM %s\nFOO bar".formatted(EngineFixture.BASE));

        assertThat(failed.step()).isEmpty();
        assertThat(failed.message()).contains("line 2").contains("FOO");
    }

    @Test
    void aMissingDockerfileIsNotThePlatformsFault() {
        BuildOutcome outcome = fixture.build(
                EngineFixture.request("none", ContextTar.of(Map.of("a", new byte[1])), EngineFixture.LONG, 1 << 20));

        assertThat(outcome).isInstanceOf(Failed.class);
    }

    @Test
    void endsABuildAtItsTimeLimit() {
        LimitReached reached = (LimitReached) fixture.build(EngineFixture.request(
                "slow",
                EngineFixture.context("FROM %s\nRUN echo begun; sleep 100".formatted(EngineFixture.BASE), Map.of()),
                Duration.ofSeconds(2),
                1 << 20));

        assertThat(reached.limit().reason()).endsWith("a build may take 2 seconds.");
        assertThat(reached.took()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(9));
        assertThat(isRun(reached.step().orElseThrow().step())).isTrue();
        assertThat(reached.steps().toString()).contains("begun");
        assertThat(processes("sleep 100")).isEmpty();
    }

    /** Processes in the sandbox whose command line is exactly this. */
    private static String processes(String command) {
        byte[] found = fixture.outer
                .exec(fixture.sandbox, List.of("pgrep", "-fx", command), new byte[0], Duration.ofSeconds(5))
                .stdout();
        return new String(found, StandardCharsets.US_ASCII);
    }

    @Test
    void endsABuildThatFloodsItsLog() {
        LimitReached reached = (LimitReached) fixture.build(EngineFixture.request(
                "flood",
                EngineFixture.context(
                        "FROM %s\nRUN while :; do seq 10000; sleep 0.3; done".formatted(EngineFixture.BASE), Map.of()),
                EngineFixture.LONG,
                300_000));

        assertThat(reached.limit().reason()).contains("more than 292.97 KiB");
        assertThat(reached.step().orElseThrow().logTail()).hasSizeLessThanOrEqualTo(StepLog.KEPT);
        assertThat(reached.took()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aContextThatCannotBeReadIsThePlatformsFault() {
        BuildContext broken = out -> {
            out.write(new byte[512]);
            throw new IOException("disk gone");
        };

        assertThatThrownBy(() -> fixture.build(EngineFixture.request("broken", broken, EngineFixture.LONG, 1 << 20)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("context")
                .hasStackTraceContaining("disk gone");
    }

    @Test
    void passesOnWhatTheRequestSays() {
        String dockerfile = """
                FROM %s AS one
                ARG GREETING
                RUN echo "$GREETING" && grep mirror /etc/hosts
                FROM one AS two
                RUN exit 1
                """.formatted(EngineFixture.BASE);
        BuildRequest request = new BuildRequest(
                ContextTar.of(Map.of("sub/My Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8))),
                "sub/My Dockerfile",
                "options:v1",
                Map.of("GREETING", "good \"day\" & 100%"),
                Optional.of("one"),
                Map.of("mirror", "10.1.2.3"),
                EngineFixture.LONG,
                1 << 20);

        BuildOutcome outcome = fixture.build(request);

        assertThat(outcome).isInstanceOf(Built.class);
        assertThat(outcome.steps().toString()).contains("good \"day\" & 100%", "10.1.2.3");
        assertThat(fixture.engine.images()).anyMatch(image -> image.tags().contains("options:v1"));
    }

    @Test
    void carriesLargeContextsAndManyBuildsAtOnce() throws Exception {
        byte[] large = new byte[30 << 20];
        new Random(1).nextBytes(large);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<BuildOutcome>> builds = IntStream.range(0, 8)
                    .<Callable<BuildOutcome>>mapToObj(i -> () -> fixture.build(EngineFixture.request(
                            "many" + i,
                            EngineFixture.context("FROM %s\nCOPY large /".formatted(EngineFixture.BASE), Map.of())
                                    .with(Map.of("large", i == 0 ? large : new byte[] {(byte) i})),
                            EngineFixture.LONG,
                            1 << 20)))
                    .toList();

            for (Future<BuildOutcome> outcome : threads.invokeAll(builds)) {
                assertThat(outcome.get()).isInstanceOf(Built.class);
            }
        }
    }
}
