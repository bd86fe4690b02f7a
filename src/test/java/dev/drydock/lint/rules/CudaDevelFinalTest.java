package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.LintFinding;
import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CudaDevelFinalTest {

    private final RuleTester rule = new RuleTester(new CudaDevelFinal());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nvidia/cuda:12.4.1-devel-ubuntu22.04",
                "nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04",
                "nvcr.io/nvidia/cuda:12.4.1-devel-ubi9",
                "pytorch/pytorch:2.3.0-cuda12.1-cudnn8-devel"
            })
    void namesTheRuntimeImageOfTheSameKind(String image) {
        assertThat(rule.findings("FROM " + image))
                .singleElement()
                .extracting(LintFinding::mend)
                .asString()
                .endsWith("FROM " + image.replace("-devel", "-runtime"));
    }

    @Test
    void followsStagesAndArguments() {
        assertThat(rule.marked("ARG KIND=devel\nFROM nvidia/cuda:12.4.1-${KIND} AS base\nFROM a\nFROM base"))
                .containsExactly("nvidia/cuda:12.4.1-${KIND}");
    }

    @Test
    void forgetsTheDigestOfTheOtherImage() {
        assertThat(rule.findings("FROM nvidia/cuda:1-devel@sha256:0"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("every GPU node");
                    assertThat(finding.mend()).contains("FROM nvidia/cuda:1-runtime");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS b\nFROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nCOPY --from=b /a /a",
                "FROM nvidia/cuda:12.4.1-base",
                "FROM team/devel:1-devel",
                "FROM python:3.11",
                "FROM pytorch/pytorch",
                "FROM nvidia/cuda:12-developer",
                "ARG KIND=runtime\nFROM nvidia/cuda:1-$KIND"
            })
    void acceptsCompilingInOtherStages(String text) {
        rule.accepts(text);
    }
}
