package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.engine.ContainerState.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Containers that end, that cannot start, and what they are confined to. */
@Tag("engine")
class ContainerLifeTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    private static final Duration SOON = Duration.ofSeconds(20);

    private Container container = new Container("", "", Optional.of("none"));

    @AfterEach
    void remove() {
        fixture.engine.remove(container);
    }

    private void run(RunRequest request) {
        container = fixture.engine.run(request);
    }

    private void runCommand(String... command) {
        String json = new String(EngineApi.bytes(command), StandardCharsets.UTF_8);
        Image image = fixture.image("command", "FROM %s\nCMD %s".formatted(EngineFixture.BASE, json), Map.of());
        run(EngineFixture.run(image.id()));
    }

    private ContainerState await(Predicate<ContainerState> condition) {
        return fixture.engine.await(container, condition, SOON);
    }

    @Test
    void waitingEndsWithTheContainer() {
        runCommand("sh", "-c", "echo gone; exit 9");

        ContainerState ended = await(state -> false);

        assertThat(ended).isEqualTo(new ContainerState(false, 9, false, Optional.empty(), Optional.empty()));
        assertThat(fixture.engine.logs(container, 100)).isEqualTo("gone\n");
    }

    @Test
    void waitingEndsWithTheTime() {
        runCommand("sleep", "60");

        ContainerState state = fixture.engine.await(container, s -> false, Duration.ofMillis(300));

        assertThat(state.running()).isTrue();
    }

    @Test
    void aMissingProgramIsTheImagesFault() {
        runCommand("nosuchprogram");

        ContainerState state = fixture.engine.state(container);

        assertThat(state.running()).isFalse();
        assertThat(state.error().orElseThrow()).contains("nosuchprogram");
        assertThat(fixture.engine.process(container)).isEmpty();
        assertThat(fixture.engine.logs(container, 100)).isEmpty();
    }

    @Test
    void anUnknownUserIsTheImagesFault() {
        Image image =
                fixture.image("user", "FROM %s\nUSER nobodyknows\nCMD true".formatted(EngineFixture.BASE), Map.of());
        run(EngineFixture.run(image.id()));

        assertThat(fixture.engine.state(container).error().orElseThrow()).contains("nobodyknows");
    }

    @Test
    void anImageWithoutACommandIsTheImagesFault() {
        Image image = fixture.image("scratch", "FROM scratch\nCOPY f /", Map.of("f", "x"));
        run(EngineFixture.run(image.id()));

        assertThat(fixture.engine.state(container).error().orElseThrow()).containsIgnoringCase("no command");
        assertThat(await(state -> false).running()).isFalse();
        var probe = new HttpProbe("GET", 1, "/", Map.of(), Optional.empty(), Duration.ZERO, Duration.ofSeconds(2));
        assertThat(fixture.engine.http(container, probe, ClientProfile.CURL)).isInstanceOf(HttpReply.NoAnswer.class);
    }

    @Test
    void aLimitThatCannotBeSetIsThePlatformsFault() {
        RunLimits tooMany = new RunLimits(64 << 20, 1, 100, 100_000_000, 64 << 20, 1 << 20);

        assertThatThrownBy(() -> run(new RunRequest(EngineFixture.BASE, Map.of(), false, Optional.empty(), tooMany)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("rlimit");
        assertThat(fixture.engine.usage().containers()).isZero();
    }

    @Test
    void failuresAtTheStartDoNotCountUntilTheStartPeriodIsOver() {
        Image image = fixture.image(
                "never", "FROM %s\nHEALTHCHECK CMD false\nCMD sleep 60".formatted(EngineFixture.BASE), Map.of());
        HealthPace pace = new HealthPace(Duration.ofMillis(100), Duration.ofSeconds(2), Optional.empty());
        long began = System.nanoTime();
        run(new RunRequest(image.id(), Map.of(), false, Optional.of(pace), EngineFixture.limits(64 << 20)));

        ContainerState state = await(s -> s.health().orElseThrow().status() != Status.STARTING);

        assertThat(state.health().orElseThrow().status()).isEqualTo(Status.UNHEALTHY);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void seesThatMemoryRanOut() {
        runCommand("python", "-c", "x = bytearray(10**9)");

        ContainerState ended = await(state -> !state.running());

        assertThat(ended.outOfMemory()).isTrue();
        assertThat(ended.exitCode()).isEqualTo(137);
    }

    private static final List<String> CONFINEMENT = List.of(
            "sh",
            "-c",
            "grep -E '^(CapEff|CapBnd|NoNewPrivs)' /proc/self/status; ulimit -n; df -k /dev/shm | tail -1;"
                    + " cat /proc/self/uid_map");

    private void runConfined(RunRequest.Capabilities capabilities) {
        run(new RunRequest(
                EngineFixture.BASE,
                Map.of(),
                false,
                capabilities,
                Optional.empty(),
                EngineFixture.limits(64 << 20),
                new RunRequest.Program(CONFINEMENT),
                Optional.empty()));
        await(state -> !state.running());
    }

    @Test
    void usuallyGrantsWhatDockerGrantsInAUserNamespace() {
        runConfined(RunRequest.Capabilities.USUAL);

        assertThat(fixture.engine.logs(container, 10_000))
                .contains("CapBnd:\t00000000a80425fb", "\n1024\n", " 65536 ")
                .doesNotContainPattern("(?m)^ *0 +0 ");
    }

    @Test
    void confinesWhatRunsWithoutCapabilities() {
        runConfined(RunRequest.Capabilities.NONE);

        assertThat(fixture.engine.logs(container, 10_000))
                .contains(
                        "CapEff:\t0000000000000000",
                        "CapBnd:\t0000000000000000",
                        "NoNewPrivs:\t1",
                        "\n1024\n",
                        " 65536 ");
    }

    @Test
    void canBeReadOnlyButForTmp() {
        Image image =
                fixture.image("ro", "FROM %s\nCMD touch /tmp/ok && touch /no".formatted(EngineFixture.BASE), Map.of());
        run(new RunRequest(image.id(), Map.of(), true, Optional.empty(), EngineFixture.limits(64 << 20)));
        await(state -> !state.running());

        assertThat(fixture.engine.logs(container, 1000))
                .contains("/no")
                .contains("Read-only")
                .doesNotContain("/tmp/ok");
    }
}
