package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedCommandTest {

    private final RuleTester rule = new RuleTester(new RepeatedCommand());

    @Test
    void marksAllButTheLast() {
        assertThat(
                        rule.marked(
                                "FROM a\ncmd [\"a\"]\nENTRYPOINT [\"x\"]\nCMD b\nHEALTHCHECK CMD a\nCMD [\"c\"]\nENTRYPOINT \\\n [\"y\"]\nHEALTHCHECK NONE"))
                .containsExactly("cmd", "CMD", "ENTRYPOINT", "HEALTHCHECK");
    }

    @Test
    void namesTheLineOfTheLast() {
        assertThat(rule.findings("FROM a\nCMD python \\\n  migrate.py\n\nCMD [\"serve\"]"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("last CMD", "line 5");
                    assertThat(finding.mend()).contains("Keep one CMD", "RUN");
                });
    }

    @Test
    void looksIntoOnbuildOnItsOwn() {
        assertThat(rule.marked("FROM a\nONBUILD CMD a\nCMD b\nONBUILD CMD c")).containsExactly("CMD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"FROM base\nCMD b", "ENTRYPOINT [\"x\"]", "ONBUILD CMD b", "RUN CMD=1", "HEALTHCHECK CMD b"})
    void countsEachStageAlone(String text) {
        rule.accepts("FROM a AS base\nCMD a\n" + text);
    }
}
