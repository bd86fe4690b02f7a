package dev.drydock.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> KNOWN = List.of("append-comment", "replace", "run", "size");

    @Test
    void findsTypingErrors() {
        assertThat(Nearest.to("apend-comment", KNOWN)).contains("append-comment");
        assertThat(Nearest.to("szie", KNOWN)).contains("size");
        assertThat(Nearest.to("rum", KNOWN)).contains("run");
    }

    @Test
    void suggestsNothingForOtherWords() {
        assertThat(Nearest.to("elephant", KNOWN)).isEmpty();
        assertThat(Nearest.to("x".repeat(1000), KNOWN)).isEmpty();
    }
}
