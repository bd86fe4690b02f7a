package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownStageTest {

    private final RuleTester rule = new RuleTester(new UnknownStage());

    @Test
    void marksTypingErrors() {
        assertThat(
                        rule.marked(
                                "FROM a AS builder\nFROM biulder AS x\ncopy --from=buidler /a /b\nRUN --mount=type=bind,target=/x,from=bilder ls"))
                .containsExactly("biulder", "buidler", "bilder");
    }

    @Test
    void namesTheStageThatIsMeant() {
        assertThat(rule.findings("FROM a AS builder\nFROM b\nCOPY --from=bulider /a /b"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("bulider", "pulls an image");
                    assertThat(finding.mend()).contains("Did you mean builder?");
                });
    }

    @Test
    void marksNumbersThatNoStageHas() {
        assertThat(rule.marked("FROM a\nFROM b\nCOPY --from=2 /a /b\nCOPY --from=99999999999 /a /b"))
                .containsExactly("2", "99999999999");
    }

    @Test
    void marksAStageThatCopiesFromItself() {
        assertThat(rule.findings("FROM a\nFROM b AS run\nCOPY --chown=1 --from=RUN /a /b"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("very stage");
                    assertThat(finding.mend()).contains("RUN cp");
                });
    }

    @Test
    void marksItsOwnNumber() {
        assertThat(rule.marked("FROM a\nCOPY --from=0 /a /b")).containsExactly("0");
    }

    @Test
    void knowsThatMountsTakeNoNumbers() {
        assertThat(rule.findings("FROM a\nFROM b\nRUN --mount=from=0,target=/x ls"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("by name only");
                    assertThat(finding.mend()).contains("from=build");
                });
    }

    @Test
    void marksStagesThatBeginFurtherDown() {
        assertThat(rule.findings("FROM deps\nFROM b AS deps")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("further down, in line 2");
            assertThat(finding.mend()).contains("above this one");
        });
    }

    @Test
    void marksUpperCaseInFrom() {
        assertThat(rule.findings("FROM a AS deps\nFROM Deps")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("lower case");
            assertThat(finding.mend()).contains("FROM deps");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY --from=builder /a /b",
                "COPY --from=Builder /a /b",
                "COPY --from=0 /a /b",
                "COPY --from=nginx /a /b",
                "COPY --from=builder:1 /a /b",
                "COPY --from=team/bulider /a /b",
                "COPY --from=models /a /b",
                "RUN --mount=type=cache,target=/x ls",
                "RUN --mount=type=bind,from=builder,target=/x ls",
                "ONBUILD COPY --from=bulider /a /b",
                "COPY --from=$X /a /b"
            })
    void acceptsStagesAndImages(String text) {
        rule.accepts("FROM a AS builder\nFROM b AS nginx2\n" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM nginx AS nginx",
                "FROM app AS app",
                "FROM python AS deps\nFROM deps AS python",
                "FROM a AS x\nFROM x AS x"
            })
    void acceptsStagesNamedAsTheirImage(String text) {
        rule.accepts(text);
    }
}
