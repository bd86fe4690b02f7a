package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.web.RateLimits.Kind;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private final RateLimits limits = new RateLimits();

    @Test
    void endsManyChangesInAMinuteForOneAlone() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 240; i++) {
                        limits.demand(Kind.CHANGE, "ann");
                    }
                })
                .isInstanceOf(TooOftenException.class);
        for (int i = 0; i < 120; i++) {
            assertThat(limits.allow(Kind.CHANGE, "bob")).isTrue();
        }
    }
}
