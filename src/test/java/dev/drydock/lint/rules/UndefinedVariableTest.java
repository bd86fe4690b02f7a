package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndefinedVariableTest {

    private final RuleTester rule = new RuleTester(new UndefinedVariable());

    @Test
    void marksTheVariableAlone() {
        assertThat(
                        rule.marked(
                                "FROM debian:12\nworkdir /srv/${APP}/x\nCOPY --chown=$OWNER a \"b/$DEST\" \\\n  /x/$C\nCOPY [\"$D\", \"/x\"]\nLABEL v=\"$E\"\nENV old $F\nARG G=$H"))
                .containsExactly("${APP}", "$OWNER", "$DEST", "$C", "$D", "$E", "$F", "$H");
    }

    @Test
    void reportsEachOnceInAStage() {
        assertThat(rule.marked("FROM debian:12\nUSER $A\nENV B=$A\nFROM scratch\nEXPOSE $A"))
                .containsExactly("$A", "$A");
    }

    @Test
    void knowsThatArgBeforeFromEndsThere() {
        assertThat(rule.findings("ARG MODEL=bert\nFROM team/base:1\nCOPY models/$MODEL /m"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("counts in FROM only");
                    assertThat(finding.mend()).contains("Write ARG MODEL behind this stage's FROM");
                });
    }

    @Test
    void knowsThatPlatformsNeedAnArg() {
        assertThat(rule.findings("FROM team/base:1\nENV A=$TARGETARCH"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("TARGETARCH counts in FROM only");
                    assertThat(finding.mend()).contains("ARG TARGETARCH");
                });
    }

    @Test
    void knowsThatValuesOfOneEnvCountTogether() {
        assertThat(rule.findings("FROM team/base:1\nENV ROOT=/srv DATA=$ROOT/data"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("ROOT is still empty");
                    assertThat(finding.mend()).contains("line of its own");
                });
    }

    @Test
    void suggestsWhatIsMeant() {
        assertThat(rule.findings("FROM team/base:1\nENV MODEL_DIR=/m\nWORKDIR $MODLE_DIR"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("MODLE_DIR is not set");
                    assertThat(finding.mend()).contains("$MODEL_DIR?");
                });
    }

    @Test
    void knowsWhatIsSetTooLate() {
        assertThat(rule.findings("FROM team/base:1\nWORKDIR $APP_ROOT\nENV APP_ROOT=/x"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("not set in this stage above");
                    assertThat(finding.mend()).contains("ENV APP_ROOT=");
                });
    }

    @Test
    void wantsArgBeforeFrom() {
        assertThat(rule.findings("FROM python:3.11-$SUITE")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("No ARG before the first FROM declares SUITE");
            assertThat(finding.mend()).contains("above the first FROM");
        });
    }

    @Test
    void knowsThatStagesDoNotSetWhatFromUses() {
        assertThat(rule.findings("FROM a AS b\nARG V=1\nFROM python:3.$V"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("set in a stage");
                    assertThat(finding.mend()).contains("ARG V=");
                });
    }

    @Test
    void readsThePlatformOfFrom() {
        assertThat(rule.marked("FROM --platform=$PLAT a")).containsExactly("$PLAT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER $A$B",
                "FROM base\nWORKDIR /$A/$B",
                "ARG G\nENV C=$G",
                "ARG TARGETARCH\nENV C=$TARGETARCH",
                "ARG C=$A\nENV D=$C",
                "ONBUILD ENV C=1\nFROM base"
            })
    void acceptsWhatTheStageOrItsBaseStageSets(String text) {
        rule.accepts("ARG G=1\nFROM debian:$G AS base\nENV A=1\nARG B\n" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENV PATH=/x:$PATH PYTHONPATH=/y:${PYTHONPATH}",
                "WORKDIR $HOME",
                "FROM pytorch/pytorch:2\nLABEL v=$PYTORCH_VERSION",
                "ENV LD_LIBRARY_PATH=$CUDA_HOME/lib:$LD_LIBRARY_PATH",
                "ENV A=$http_proxy$HTTPS_PROXY",
                "ENV A=$NODE_VERSION$GOPATH$LC_ALL"
            })
    void acceptsWhatBaseImagesSet(String text) {
        rule.accepts("FROM debian:12\n" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER ${U:-1000}",
                "ENV A=${B-x} C=${D:+y} E=${F:?needed}",
                "FROM --platform=${P:-linux/amd64} a",
                "FROM --platform=$BUILDPLATFORM a"
            })
    void acceptsWhatSaysWhatToUseInstead(String text) {
        rule.accepts("FROM debian:12\n" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENV A='$B'",
                "ENV A=\\$B",
                "LABEL a=\"\\$B\" b=1$",
                "RUN echo $A",
                "CMD echo $A",
                "ENTRYPOINT [\"$A\"]",
                "HEALTHCHECK CMD test $A",
                "ENV A=$$ B=$1",
                "ONBUILD ENV A=$B"
            })
    void leavesAloneWhatIsNoVariable(String text) {
        rule.accepts("FROM debian:12\n" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WORKDIR $APP_HOME", "FROM jupyter/base-notebook:1\nUSER $NB_UID"})
    void doesNotGuessWhatOtherBasesSet(String text) {
        rule.accepts("FROM team/base:1\n" + text);
    }

    /** The timeout only turns a hang into a failure. */
    @Test
    @Timeout(30)
    void readsManyMisspeltNames() {
        var text = new StringBuilder("FROM debian:12\n");
        for (int i = 0; i < 20_000; i++) {
            text.append("ENV LONG_NAME_")
                    .append(i)
                    .append("=$OTHER_NAME_")
                    .append(i)
                    .append('\n');
        }
        assertThat(rule.findings(text.toString())).hasSize(20_000);
    }

    @Test
    void doesNotTakeShortNamesForEachOther() {
        rule.accepts("FROM team/base:1\nARG UID=1\nUSER $UID:$GID");
    }
}
