package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelativeWorkdirTest {

    private final RuleTester rule = new RuleTester(new RelativeWorkdir());

    @Test
    void marksTheFirstThatIsRelative() {
        assertThat(rule.marked("FROM a\nworkdir app\nWORKDIR src\nFROM b\nWORKDIR \\\n  ./srv"))
                .containsExactly("app", "./srv");
    }

    @Test
    void writesTheSamePathFromTheRoot() {
        assertThat(rule.findings("FROM a\nWORKDIR ../models/bert"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("base image happens to set");
                    assertThat(finding.mend()).contains("WORKDIR /models/bert");
                });
    }

    @Test
    void substitutesVariables() {
        assertThat(rule.marked("FROM a\nARG DIR=app\nWORKDIR $DIR/src")).containsExactly("$DIR/src");
    }

    @Test
    void readsWhatStandsBeforeAnUnknownVariable() {
        assertThat(rule.marked("FROM a\nWORKDIR app/$NAME")).containsExactly("app/$NAME");
    }

    @Test
    void saysThatTildeIsNoHome() {
        assertThat(rule.findings("FROM a\nWORKDIR /x\nWORKDIR ~/app"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("named ~");
                    assertThat(finding.mend()).contains("WORKDIR /app");
                });
    }

    @Test
    void looksIntoOnbuild() {
        assertThat(rule.marked("FROM a\nONBUILD WORKDIR app")).containsExactly("app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WORKDIR /app\nWORKDIR src",
                "FROM scratch\nWORKDIR app",
                "WORKDIR /app\nFROM base\nWORKDIR src",
                "WORKDIR \"/app\"",
                "WORKDIR C:\\\\app",
                "WORKDIR c:/app",
                "ONBUILD WORKDIR src\nWORKDIR /app",
                "ONBUILD WORKDIR /app\nFROM base\nWORKDIR src"
            })
    void acceptsWhatHasAnAbsoluteStart(String text) {
        rule.accepts("FROM a AS base\n" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WORKDIR $HOME/app",
                "WORKDIR ${APP}",
                "WORKDIR \"$APP\"",
                "WORKDIR $HOME\nWORKDIR src",
                "ENV D=/x\nWORKDIR $D"
            })
    void knowsNothingOfOtherVariables(String text) {
        rule.accepts("FROM a\n" + text);
    }
}
