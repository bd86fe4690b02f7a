package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final int TEN_MEBIBYTES = 10 << 20;

    private final RateLimits limits = new RateLimits();

    @Test
    void endsADayOfLargeSubmissionsForOneLearnerAlone() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 60; i++) {
                        limits.demandSubmission("ann", TEN_MEBIBYTES);
                    }
                })
                .isInstanceOf(TooOftenException.class)
                .hasMessageContaining("more bytes than anybody may in a day");
        assertThatCode(() -> limits.demandSubmission("bob", TEN_MEBIBYTES)).doesNotThrowAnyException();
    }

    @Test
    void countsAnUnannouncedBodyAsTheLongest() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 33; i++) {
                        limits.demandSubmission("ann", -1);
                    }
                })
                .hasMessageContaining("in a day");
    }

    @Test
    void letsManySmallSubmissionsPassUntilThereAreTooManyInAMinute() {
        assertThatCode(() -> {
                    for (int i = 0; i < 120; i++) {
                        limits.demandSubmission("ann", 2_000);
                    }
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 120; i++) {
                        limits.demandSubmission("ann", 2_000);
                    }
                })
                .hasMessageContaining("in a short time");
    }
}
