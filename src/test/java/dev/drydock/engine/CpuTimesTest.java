package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.CpuTimes.Thread;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTimesTest {

    private static final long SECOND = 1_000_000_000L;
    private static final CpuTimes BEGINNING = CpuTimes.none(0);

    @Test
    void readsTheSchedulersNumbersOfEachThread() {
        CpuTimes times = CpuTimes.parse(7, """
                /proc/340/task/340/schedstat:500 1500 12
                /proc/340/task/341/schedstat:1 2 3
                grep: /proc/9/task/9/schedstat: No such process
                """);

        assertThat(times).isEqualTo(new CpuTimes(7, Map.of(340, new Thread(500, 1500), 341, new Thread(1, 2))));
    }

    @Test
    void countsTheThreadThatWaitedLongest() {
        var now =
                new CpuTimes(10 * SECOND, Map.of(1, new Thread(SECOND, 3 * SECOND), 2, new Thread(SECOND, 5 * SECOND)));

        assertThat(now.waitedSince(BEGINNING, 2)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void countsOnlyWhatWasWaitedSinceTheLastLook() {
        var before = new CpuTimes(4 * SECOND, Map.of(1, new Thread(SECOND, 3 * SECOND)));
        var now = new CpuTimes(10 * SECOND, Map.of(1, new Thread(2 * SECOND, 5 * SECOND)));

        assertThat(now.waitedSince(before, 2)).isEqualTo(Duration.ofSeconds(2));
    }

    /** A service that keeps its own share busy with many threads is slow by itself. */
    @Test
    void doesNotCountWhatAContainerWaitsForItself() {
        var now = new CpuTimes(
                10 * SECOND, Map.of(1, new Thread(5 * SECOND, 5 * SECOND), 2, new Thread(5 * SECOND, 5 * SECOND)));

        assertThat(now.waitedSince(BEGINNING, 1)).isEqualTo(Duration.ZERO);
        assertThat(now.waitedSince(BEGINNING, 1.25)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void countsAThreadWhoseNumberWasTakenByAnotherFromItsBeginning() {
        var before = new CpuTimes(4 * SECOND, Map.of(1, new Thread(3 * SECOND, 3 * SECOND)));
        var now = new CpuTimes(10 * SECOND, Map.of(1, new Thread(SECOND, SECOND)));

        assertThat(now.waitedSince(before, 2)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void countsNothingOfAContainerThatHasEnded() {
        var before = new CpuTimes(4 * SECOND, Map.of(1, new Thread(3 * SECOND, 3 * SECOND)));

        assertThat(CpuTimes.none(10 * SECOND).waitedSince(before, 2)).isZero();
    }
}
