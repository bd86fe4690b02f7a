package dev.drydock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.BuildEvent;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildRequest;
import dev.drydock.engine.ContextTar;
import dev.drydock.engine.EngineUsage;
import dev.drydock.engine.RunRequest;
import dev.drydock.engine.StepResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a second learner finds in a sandbox that a first one used: nothing. */
@Tag("engine")
class EmptyingTest {

    private static final String DOCKERFILE = """
            FROM python:3.11-slim
            RUN --mount=type=cache,target=/cache if [ -e /cache/secret ]; then echo FOUND; fi; echo mine > /cache/secret
            RUN echo mine > /left-behind
            VOLUME /data
            CMD ["sleep", "300"]
            """;

    private static BuildOutcome build(Sandbox sandbox, StringBuilder log) {
        var context = ContextTar.of(Map.of("Dockerfile", DOCKERFILE.getBytes(StandardCharsets.UTF_8)));
        return sandbox.engine()
                .build(
                        new BuildRequest(
                                context,
                                "Dockerfile",
                                "learner:1",
                                Map.of(),
                                Optional.empty(),
                                sandbox.buildHosts(),
                                Duration.ofMinutes(1),
                                1 << 20),
                        event -> {
                            if (event instanceof BuildEvent.Log line) {
                                log.append(line.text());
                            }
                        });
    }

    @Test
    void secondLearnerFindsNothingOfTheFirst() {
        String container;
        EngineUsage fresh;
        try (SandboxPool.Lease first = TestSandbox.lease()) {
            container = first.sandbox().containerId();
            fresh = first.sandbox().engine().usage();
            assertThat(build(first.sandbox(), new StringBuilder())).isInstanceOf(BuildOutcome.Built.class);
            first.sandbox()
                    .engine()
                    .run(new RunRequest(
                            "learner:1",
                            Map.of(),
                            false,
                            Optional.empty(),
                            TestSandbox.host().limits().run()));
            EngineUsage used = first.sandbox().engine().usage();
            assertThat(used.containers()).isEqualTo(1);
            assertThat(used.volumes()).isEqualTo(1);
            assertThat(used.layersBytes()).isGreaterThan(fresh.layersBytes());
        }
        try (SandboxPool.Lease second = TestSandbox.lease()) {
            assertThat(second.sandbox().containerId()).isEqualTo(container);
            assertThat(second.sandbox().engine().usage()).isEqualTo(fresh);
            var log = new StringBuilder();
            BuildOutcome outcome = build(second.sandbox(), log);
            assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
            assertThat(outcome.steps()).noneMatch(StepResult::cached);
            assertThat(log).doesNotContain("FOUND");
        }
    }

    @Test
    void spoiledSandboxIsReplaced() {
        String container;
        try (SandboxPool.Lease first = TestSandbox.lease()) {
            container = first.sandbox().containerId();
            first.spoil("a test says so");
        }
        try (SandboxPool.Lease second = TestSandbox.lease()) {
            assertThat(second.sandbox().containerId()).isNotEqualTo(container);
        }
    }
}
