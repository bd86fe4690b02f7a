package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void aTextIsShortenedWithoutCuttingACharacterInTwo() {
        assertThat(Printable.of("abc", 3)).isEqualTo("abc");
        assertThat(Printable.of("abcd", 3)).isEqualTo("abc…");
        assertThat(Printable.of("ab\uD83D\uDE00d", 3)).isEqualTo("ab…");
        assertThat(Printable.of("x".repeat(1 << 20), 10)).hasSize(11);
    }

    @Test
    void nothingInItIsObeyed() {
        assertThat(Printable.of("\u001B]52;c;ZXZpbA==\u0007a\u001B[2Jb\nc\u0000", 20))
                .isEqualTo("ab c\uFFFD");
    }

    @Test
    void theLastLinesThatSaySomethingStay() {
        assertThat(Printable.lastLines("one\n\n two \r\n\n\u001B[0m\nthree\n", 2))
                .isEqualTo("two / three");
        assertThat(Printable.lastLines("\n\n", 2)).isEmpty();
    }
}
