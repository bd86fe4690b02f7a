package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GpuGrantTest {

    private static final String[] ALL = {"drydock.dev/driver=compute", "drydock.dev/driver=utility", "drydock.dev/gpu=0"
    };

    private static GpuGrant asked(String capabilities) {
        return GpuGrant.asked(List.of(0), Map.of("NVIDIA_DRIVER_CAPABILITIES", capabilities));
    }

    @Test
    void anImageThatDoesNotAskGetsBoth() {
        assertThat(GpuGrant.asked(List.of(0), Map.of()).devices()).containsExactly(ALL);
        assertThat(asked("").devices()).containsExactly(ALL);
        assertThat(asked("all").devices()).containsExactly(ALL);
        assertThat(asked("compute, utility,video").devices()).containsExactly(ALL);
    }

    @Test
    void anImageThatAsksGetsWhatItAsksFor() {
        assertThat(asked("utility").devices()).containsExactly("drydock.dev/driver=utility", "drydock.dev/gpu=0");
        assertThat(asked("graphics").devices()).containsExactly("drydock.dev/gpu=0");
    }

    @Test
    void aContainerGetsTheNumbersThatWereDrawn() {
        assertThat(GpuGrant.full(List.of(1, 3)).devices())
                .containsExactly(
                        "drydock.dev/driver=compute",
                        "drydock.dev/driver=utility",
                        "drydock.dev/gpu=1",
                        "drydock.dev/gpu=3");
    }
}
