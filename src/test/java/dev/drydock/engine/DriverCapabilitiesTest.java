package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As NVIDIA's container toolkit reads them (internal/config/image/capabilities.go and the runtime hook). */
class DriverCapabilitiesTest {

    private static DriverCapabilities of(String value) {
        return DriverCapabilities.of(Map.of("NVIDIA_DRIVER_CAPABILITIES", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compute,utility",
                "utility, compute",
                " compute ,utility,",
                "all",
                "graphics,all",
                "compute,utility,video"
            })
    void commasJoinWordsAndBlanksAroundThemAreLeftAside(String value) {
        assertThat(of(value).has("compute")).isTrue();
        assertThat(of(value).has("utility")).isTrue();
        assertThat(of(value).refusal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "computes,utility",
                "compute;utility",
                "compute utility",
                "Compute,utility",
                "\"compute,utility\"",
                "ALL"
            })
    void aWordThatThereIsNotKeepsTheContainerFromStarting(String value) {
        assertThat(of(value).refusal()).isPresent();
    }

    @Test
    void aPartOfAWordIsNoWord() {
        assertThat(of("precompute,utility").has("compute")).isFalse();
        assertThat(of("precompute,utility").unknown()).containsExactly("precompute");
    }

    @Test
    void whoAsksForAllMayAlsoAskForNonsense() {
        assertThat(of("all,nonsense").refusal()).isEmpty();
    }

    @Test
    void whoDoesNotAskGetsBothAndWhoAsksForNothingGetsNothing() {
        assertThat(DriverCapabilities.of(Map.of()).words()).containsExactlyInAnyOrder("compute", "utility");
        assertThat(of("").words()).containsExactlyInAnyOrder("compute", "utility");
        assertThat(of(" , ").words()).isEmpty();
    }
}
