package dev.drydock.reception;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DailyQuotaTest {

    private static final Map<String, byte[]> TEN_MEBIBYTES = Map.of("a", new byte[4 << 20], "b", new byte[6 << 20]);

    private final DailyQuota quota = new DailyQuota();

    @Test
    void endsADayOfLargeSubmissionsForOneLearnerAlone() {
        assertThatThrownBy(() -> take(60)).isInstanceOf(TooMuchException.class).hasMessageContaining("in a day");
        assertThatCode(() -> quota.demand("bob", TEN_MEBIBYTES)).doesNotThrowAnyException();
    }

    @Test
    void doesNotCountWhatWasNotStored() {
        assertThatCode(() -> {
                    for (int i = 0; i < 60; i++) {
                        quota.demand("ann", TEN_MEBIBYTES);
                        quota.giveBack("ann", TEN_MEBIBYTES);
                    }
                })
                .doesNotThrowAnyException();
    }

    private void take(int times) {
        for (int i = 0; i < times; i++) {
            quota.demand("ann", TEN_MEBIBYTES);
        }
    }
}
