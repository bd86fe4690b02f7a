package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Files made to take quadratic or exponential time or memory. The timeout only turns a hang into a failure: each of
 * these takes milliseconds.
 */
@Timeout(60)
class HostileInputTest {

    private static final int SIZE = 1_000_000;

    private static Dockerfile parse(String text) {
        return DockerfileParser.parse("Dockerfile", text);
    }

    private static String filled(String unit) {
        return unit.repeat(SIZE / unit.length());
    }

    @Test
    void boundsVariablesThatDoubleEachOther() {
        var text = new StringBuilder("ARG A0=xxxxxxxxxx\n");
        for (int i = 1; i < 60; i++) {
            text.append("ARG A%d=$A%d$A%d%n".formatted(i, i - 1, i - 1).replace("\r", ""));
        }

        assertThatThrownBy(() -> parse(text + "FROM $A59")).hasMessageContaining("grow too large");
    }

    @Test
    void boundsNestedVariables() {
        assertThatThrownBy(() -> parse("FROM " + "${A:-".repeat(10_000) + "x" + "}".repeat(10_000)))
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void boundsPatternsOfVariables() {
        String text = "ARG A=" + "a".repeat(60_000) + "\nFROM ${A%" + "*a".repeat(30_000) + "b}";

        assertThatThrownBy(() -> parse(text)).hasMessageContaining("grow too large");
    }

    @Test
    void readsLongInputsOfEveryShape() {
        String from = "FROM a\n";
        Consumer<String> reads = text -> assertThat(parse(text).stages()).isNotEmpty();
        reads.accept(from + "RUN a \\\n" + filled("b \\\n"));
        reads.accept(from + "RUN a \\\n" + filled("# comment\n") + "b");
        reads.accept(from + "RUN a <<EOF\n" + filled("text\n") + "EOF\n");
        reads.accept(from + filled("ENV A=b\n"));
        reads.accept(filled("FROM a AS b\n"));
        reads.accept(from + "LABEL \\\n" + filled("a=b \\\n"));
        reads.accept("FROM a AS b\n" + "ONBUILD RUN x\n".repeat(30_000) + "FROM b\n".repeat(70_000));
    }

    @Test
    void refusesDirectivesAndJsonThatNeverEnd() {
        assertThatThrownBy(() -> parse("# escape" + " ".repeat(60_000) + "=" + " ".repeat(4_000) + "x\nFROM a"))
                .hasMessageContaining("escape character");
        assertThat(parse("FROM a\nCMD " + "[".repeat(60_000)).finalStage().instructions())
                .hasSize(1);
    }

    @Test
    void matchesIgnorePatternsWithoutBacktracking() {
        IgnoreRules rules = IgnoreRules.parse(".dockerignore", "*a".repeat(500) + "b\n" + "**/".repeat(500) + "x*y\n");

        assertThat(rules.excludes("a".repeat(4_000))).isFalse();
        assertThat(rules.excludes("a/".repeat(2_000) + "x-y")).isTrue();
    }

    @Test
    void refusesAnIgnoreFileThatWouldTakeLongForEachFile() {
        assertThatThrownBy(() -> IgnoreRules.parse(".dockerignore", "**/a*b\n".repeat(10_000)))
                .hasMessageContaining("70000 characters; at most 65536");
    }
}
