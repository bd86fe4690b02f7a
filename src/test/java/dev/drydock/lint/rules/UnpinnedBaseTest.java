package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpinnedBaseTest {

    private final RuleTester rule = new RuleTester(new UnpinnedBase());

    @Test
    void marksImagesWithoutAVersion() {
        assertThat(
                        rule.marked(
                                "FROM python\nFrom --platform=linux/amd64 \\\n  nvidia/cuda:latest as gpu\nFROM localhost:5000/team/base\nCOPY --from=nginx /a /b\nRUN --mount=type=bind,from=busybox:latest,target=/x ls\nONBUILD COPY --from=team/base /a /b"))
                .containsExactly(
                        "python",
                        "nvidia/cuda:latest",
                        "localhost:5000/team/base",
                        "nginx",
                        "busybox:latest",
                        "team/base");
    }

    @Test
    void pointsToTheArgThatMakesItLatest() {
        assertThat(rule.findings("ARG TAG=latest\nFROM python:${TAG}"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("latest moves");
                    assertThat(finding.mend()).contains("in the ARG TAG", "python:3.11-slim");
                });
    }

    @Test
    void marksWhatFromSaysWhereAnArgMakesItLatest() {
        assertThat(rule.marked("ARG IMAGE=ubuntu\nFROM $IMAGE")).containsExactly("$IMAGE");
    }

    @Test
    void saysWhatNoTagMeans() {
        assertThat(rule.findings("FROM debian")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("means debian:latest");
            assertThat(finding.mend()).contains("debian:VERSION", "debian@sha256:");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM python:3.11-slim",
                "FROM scratch",
                "FROM python@sha256:0123",
                "FROM python:latest@sha256:0123",
                "FROM a:1 AS build\nFROM build",
                "FROM tensorflow/tensorflow:latest-gpu",
                "FROM localhost:5000/base:1",
                "ARG V=3.11\nFROM python:$V",
                "ARG V\nFROM python:$V"
            })
    void acceptsVersionsAndDigests(String text) {
        rule.accepts(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY --from=build /a /b",
                "COPY --from=BUILD /a /b",
                "COPY --from=0 /a /b",
                "RUN --mount=from=build,target=/x ls",
                "COPY --from=biuld /a /b",
                "COPY --from=$X /a /b",
                "ONBUILD COPY --from=other /a /b",
                "RUN --mount=type=cache,target=/x ls"
            })
    void takesNoStageForAnImage(String text) {
        rule.accepts("FROM a:1 AS build\nFROM a:1\n" + text);
    }

    @Test
    void doesNotBlameAnArgThatOnlyNamesTheRegistry() {
        assertThat(rule.findings("ARG REGISTRY=example.org\nFROM $REGISTRY/python")
                        .getFirst()
                        .mend())
                .doesNotContain("ARG")
                .contains("example.org/python:VERSION");
    }
}
