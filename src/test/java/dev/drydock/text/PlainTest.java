package dev.drydock.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTest {

    @ParameterizedTest
    @CsvSource({
        "'\u001b[31mred\u001b[0m', red",
        "'\u001b[2J\u001b[1;1Htop', top",
        "'\u001b]0;title\u0007x', x",
        "'\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', link",
        "'\u009b31mred', red",
        "'\u001bPdcs\u001b\\x', x",
        "'\u001b(0x', x",
        "'a\u0007b', a\uFFFDb",
        "'a\u0008b', a\uFFFDb",
        "'a\u202eb', a\uFFFDb",
        "'a\u200bb', a\uFFFDb",
        "'\u001b', '\uFFFD'",
        "'grün ✓ 数', 'grün ✓ 数'",
    })
    void leavesNothingThatATerminalObeys(String hostile, String plain) {
        assertThat(Plain.lines(hostile)).isEqualTo(plain);
    }

    @Test
    void keepsWhatAProgressBarShowsAtLast() {
        assertThat(Plain.lines("10 %\r50 %\r100 %\r\ndone\r\n")).isEqualTo("100 %\ndone\n");
    }

    @Test
    void anUnfinishedTitleDoesNotSwallowTheFollowingLines() {
        assertThat(Plain.lines("\u001b]0;title\nnext")).endsWith("\nnext").doesNotContain("\u001b");
    }

    @Test
    void putsLinesIntoOne() {
        assertThat(Plain.line(" a\n\n  b\tc ")).isEqualTo("a b    c");
    }

    @Test
    void isQuickOnHostileText() {
        assertThat(Plain.lines("\u001b]".repeat(100_000)).length()).isLessThanOrEqualTo(200_000);
        assertThat(Plain.lines("x\r".repeat(100_000))).isEqualTo("x");
    }
}
