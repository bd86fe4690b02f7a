package dev.drydock.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BoundedTextTest {

    @Test
    void longTextsAreSearched() {
        String text = "line\n".repeat(200_000) + "needle: 7\n";
        assertThat(BoundedText.holds(Pattern.compile("(?m)^needle: \\d$"), text))
                .isTrue();
        assertThat(BoundedText.holds(Pattern.compile("needle: 8"), text)).isFalse();
    }

    @Test
    void whatWouldKeepAMatcherBusyIsNotFound() {
        assertThat(BoundedText.holds(Pattern.compile("(a+)+b"), "a".repeat(50_000)))
                .isFalse();
        assertThat(BoundedText.holds(Pattern.compile("^(a|b)*$"), "ab".repeat(500_000)))
                .isFalse();
        assertThat(BoundedText.matches(Pattern.compile("(a+)+b"), "a".repeat(1_000)))
                .isFalse();
    }
}
