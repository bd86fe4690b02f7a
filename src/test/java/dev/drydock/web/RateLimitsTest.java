package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private final RateLimits limits = new RateLimits();

    @Test
    void endsManyChangesInAMinuteForOneAlone() {
        assertThatThrownBy(() -> changeOften(240, "ann")).isInstanceOf(TooOftenException.class);
        assertThatCode(() -> changeOften(120, "bob")).doesNotThrowAnyException();
    }

    private void changeOften(int times, String account) {
        for (int i = 0; i < times; i++) {
            limits.demandChange(account);
        }
    }
}
