package dev.drydock.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogBudgetTest {

    @Test
    void passesWholeLinesOnAsTheyCome() {
        var log = new LogBudget(1000, 100);
        assertThat(log.take("one\ntw")).isEqualTo("one\n");
        assertThat(log.take("o\n")).isEqualTo("two\n");
        assertThat(log.take("three")).isEmpty();
        assertThat(log.passedOn()).isEqualTo(8);
        assertThat(log.end()).isEqualTo(new LogBudget.Rest(0, "three\n"));
    }

    @Test
    void keepsBeginningAndEndAndCountsWhatIsBetween() {
        var log = new LogBudget(20, 12);
        var passedOn = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            passedOn.append(log.take("line " + i + "\n"));
        }
        assertThat(passedOn).hasToString("line 0\nline 1\n");
        // Seven characters each: one fits the end, and seven are missing.
        assertThat(log.end()).isEqualTo(new LogBudget.Rest(49, "line 9\n"));
    }

    @Test
    void countsBytesOfWhatIsMissing() {
        var log = new LogBudget(0, 2);
        assertThat(log.take("ä\nö\nü\n")).isEmpty();
        assertThat(log.end()).isEqualTo(new LogBudget.Rest(6, "ü\n"));
    }

    @Test
    void passesNothingOnAfterAGap() {
        var log = new LogBudget(10, 5);
        assertThat(log.take("long line\n")).isEqualTo("long line\n");
        assertThat(log.take("another\na\n")).isEmpty();
        assertThat(log.end()).isEqualTo(new LogBudget.Rest(8, "a\n"));
    }

    @Test
    void cutsLinesWithoutEnd() {
        var log = new LogBudget(1_000_000, 100);
        for (int i = 0; i < 100; i++) {
            assertThat(log.take("x".repeat(100_000))).isEmpty();
        }
        String line = log.take("\n");
        assertThat(line)
                .startsWith("x".repeat(LogBudget.LINE) + "… (")
                .contains("9998000 characters more")
                .hasSizeLessThan(2_100);
    }
}
