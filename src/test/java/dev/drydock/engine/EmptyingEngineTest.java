package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("engine")
class EmptyingEngineTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    private static final String DOCKERFILE = """
            FROM %s
            RUN head -c 5000000 /dev/urandom > /data
            VOLUME /state
            CMD sleep 100
            """.formatted(EngineFixture.BASE);

    @Test
    void leavesNothingToTheByte() {
        Image image = fixture.image("full", DOCKERFILE, Map.of());
        fixture.image("full", DOCKERFILE, Map.of("changed", "untags the first"));
        fixture.build("fails", "FROM %s\nRUN touch /x\nRUN exit 1".formatted(EngineFixture.BASE));
        // Adds nothing to the base, so that the name may come to stand at the base itself.
        fixture.build("drydock/nothing:latest", "FROM " + EngineFixture.BASE);
        fixture.engine.run(EngineFixture.run(image.id()));
        fixture.engine.run(EngineFixture.run(image.id()));
        EngineUsage full = fixture.engine.usage();

        fixture.engine.empty(fixture.bases);

        assertThat(full.containers()).isEqualTo(2);
        assertThat(full.volumes()).isEqualTo(2);
        assertThat(full.networks()).isEqualTo(1);
        assertThat(full.buildCacheEntries()).isPositive();
        assertThat(full.layersBytes()).isEqualTo(fixture.whenNew.layersBytes() + 5_000_000);
        assertThat(fixture.engine.usage()).isEqualTo(fixture.whenNew);
        assertThat(fixture.whenNew.imageIds()).containsExactlyElementsOf(fixture.bases);
        assertThat(fixture.engine.images())
                .singleElement()
                .satisfies(left -> assertThat(left.tags())
                        .as("all names of the base, and no other")
                        .containsExactlyInAnyOrder(EngineFixture.BASE, "python:3.11-slim-bookworm"));
    }

    @Test
    void nothingIsCachedAfterwardsAndTheEngineWorksOn() {
        fixture.image("again", DOCKERFILE, Map.of());
        fixture.engine.empty(fixture.bases);

        BuildOutcome again = fixture.build("again", DOCKERFILE);
        Container container = fixture.engine.run(EngineFixture.run("again"));

        assertThat(again.steps())
                .filteredOn(step -> step.step()
                        .position()
                        .map(BuildStep.Position::cacheIsMeaningful)
                        .orElse(false))
                .noneMatch(StepResult::cached);
        assertThat(fixture.engine.state(container).running()).isTrue();
    }

    @Test
    void emptyingTheEmptyDoesNothing() {
        fixture.engine.empty(fixture.bases);
        fixture.engine.empty(Set.copyOf(fixture.whenNew.imageIds()));

        assertThat(fixture.engine.usage()).isEqualTo(fixture.whenNew);
    }
}
