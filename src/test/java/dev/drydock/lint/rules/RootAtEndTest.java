package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootAtEndTest {

    private final RuleTester rule = new RuleTester(new RootAtEnd());

    @Test
    void marksTheLastUserWhereItIsRoot() {
        assertThat(rule.marked("FROM a\nUSER app\nUSER root")).containsExactly("root");
    }

    @Test
    void marksTheCommandWhereNoUserIsSet() {
        assertThat(rule.marked("FROM a\nENTRYPOINT [\"x\"]\nCMD [\"y\"]")).containsExactly("ENTRYPOINT");
    }

    @Test
    void marksTheImageWhereNothingElseIs() {
        assertThat(rule.marked("FROM a AS b\nFROM python:3.11 AS c")).containsExactly("python:3.11");
    }

    @Test
    void followsTheStagesOfTheFinalImage() {
        assertThat(rule.marked("FROM a AS base\nUSER 0:0\nFROM b\nUSER app\nFROM base\ncmd x"))
                .containsExactly("0:0");
    }

    @Test
    void saysThatTheBaseMaySetAUser() {
        assertThat(rule.findings("FROM a")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("unless the base sets a user");
            assertThat(finding.mend()).contains("USER 1000");
        });
    }

    @Test
    void knowsThatScratchSetsNone() {
        assertThat(rule.findings("FROM scratch\nCMD [\"/x\"]")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("runs as root:");
            assertThat(finding.mend()).contains("A number needs no account");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "0", "0:0", "root:app", "\"root\"", "00", "$WHO", "${WHO}:1000"})
    void knowsRootByAllItsNames(String user) {
        assertThat(rule.findings("FROM a\nARG WHO=root\nuser " + user)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM a\nUSER app",
                "FROM a\nUSER root\nRUN x\nUSER 1000:0",
                "FROM a AS b\nUSER 1000\nFROM b",
                "FROM gcr.io/distroless/python3:nonroot",
                "FROM nginxinc/nginx-unprivileged:1",
                "FROM a AS b\nONBUILD USER app\nFROM b",
                "FROM a\nUSER rooty"
            })
    void acceptsOtherUsers(String text) {
        rule.accepts(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER $APP_USER", "ARG U\nUSER $U", "USER ${U:-root}"})
    void knowsNothingOfOtherVariables(String text) {
        rule.accepts("FROM a\n" + text);
    }

    @Test
    void doesNotTakeWhatWaitsInOnbuildForItsOwn() {
        assertThat(rule.marked("FROM a\nONBUILD USER app\nCMD x")).containsExactly("CMD");
    }

    @Test
    void createsUsersAsTheBaseDoes() {
        assertThat(rule.findings("FROM python:3.11-alpine\nUSER 0").getFirst().mend())
                .contains("adduser -D");
    }
}
