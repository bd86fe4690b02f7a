package dev.drydock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.OuterEngine;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class SweeperTest {

    private final String name = "drydock-sweeper-test-" + UUID.randomUUID();

    @Test
    void removesWhatADeadOwnerLeftAndNothingElse() throws Exception {
        Process living = sleep();
        Process dead = sleep();
        Owner ofDead = Owner.of(dead.pid());
        Owner ofLiving = Owner.of(living.pid());
        dead.destroyForcibly().waitFor();
        try (OuterEngine outer = OuterEngine.connect()) {
            try {
                outer.createVolume(name + "-dead", Map.of(Owner.LABEL, ofDead.token()));
                outer.createVolume(name + "-living", Map.of(Owner.LABEL, ofLiving.token()));
                outer.createVolume(name + "-nobody", Map.of("dev.drydock.test", name));
                String network = outer.createNetwork(name, true, Map.of(Owner.LABEL, ofDead.token()));

                new Sweeper(outer).sweep();

                assertThat(outer.volumes(Owner.LABEL))
                        .extracting(OuterEngine.Labelled::id)
                        .contains(name + "-living")
                        .doesNotContain(name + "-dead");
                assertThat(outer.volumes("dev.drydock.test=" + name)).hasSize(1);
                assertThat(outer.networks(Owner.LABEL))
                        .extracting(OuterEngine.Labelled::id)
                        .doesNotContain(network);
            } finally {
                living.destroyForcibly().waitFor();
                new Sweeper(outer).sweep();
                outer.removeVolume(name + "-nobody");
            }
            assertThat(outer.volumes(Owner.LABEL))
                    .extracting(OuterEngine.Labelled::id)
                    .doesNotContain(name + "-living");
        }
    }

    private static Process sleep() throws IOException {
        return new ProcessBuilder("sleep", "300").start();
    }
}
