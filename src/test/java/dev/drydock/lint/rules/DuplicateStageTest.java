package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateStageTest {

    private final RuleTester rule = new RuleTester(new DuplicateStage());

    @Test
    void marksTheLaterOfTwo() {
        assertThat(rule.marked("FROM a AS build\nFROM b as Build\nFROM c AS run\nFROM d \\\n  AS BUILD"))
                .containsExactly("Build", "BUILD");
    }

    @Test
    void namesTheLineOfTheOther() {
        assertThat(rule.findings("# x\nFROM a AS build\nFROM b AS build"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("line 2", "--from=build");
                    assertThat(finding.mend()).contains("AS build-2");
                });
    }

    @Test
    void marksNamesThatDockerKeeps() {
        assertThat(rule.marked("FROM a AS scratch\nFROM a AS context")).containsExactly("scratch", "context");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROM a AS a\nFROM b AS b", "FROM a\nFROM a", "FROM a AS x\nFROM x AS y\nFROM y"})
    void acceptsDifferentNames(String text) {
        rule.accepts(text);
    }
}
