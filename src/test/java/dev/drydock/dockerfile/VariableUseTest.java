package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariableUseTest {

    private static List<String> written(String text) {
        return VariableUse.in(text, '\\').stream()
                .map(use -> text.substring(use.start(), use.end()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '¬', textBlock = """
                    a$B/c ~ $B
                    ${B}c ~ ${B}
                    "x $B" ~ $B
                    ${B:-x} ~ ${B:-x}
                    ${B:?x} ~ ${B:?x}
                    ${B#a*} ~ ${B#a*}
                    ${B/a/b} ~ ${B/a/b}
                    \\\\$B ~ $B
                    """)
    void knowsWhereItIsWritten(String text, String expected) {
        assertThat(written(text)).containsExactly(expected);
    }

    @Test
    void findsThoseInsideOfOthers() {
        assertThat(written("$A${B:-$C/${D}}$E")).containsExactly("$A", "${B:-$C/${D}}", "$C", "${D}", "$E");
        assertThat(VariableUse.in("$A${B:-$C}${D#x}${E+y}", '\\'))
                .extracting(VariableUse::name, VariableUse::guarded)
                .containsExactly(
                        tuple("A", false), tuple("B", true), tuple("C", false), tuple("D", false), tuple("E", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "'$A'", "\\$A", "\"\\$A\"", "a$", "$", "${A", "\"$A", "${}"})
    void findsNoneWhereNothingIsSubstituted(String text) {
        assertThat(written(text)).isEmpty();
    }

    @Test
    void knowsTheOtherEscape() {
        assertThat(VariableUse.in("`$A\\$B", '`')).extracting(VariableUse::name).containsExactly("B");
    }
}
