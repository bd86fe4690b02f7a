package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuDevicesBakedTest {

    private final RuleTester rule = new RuleTester(new GpuDevicesBaked());

    @Test
    void marksTheAssignment() {
        assertThat(
                        rule.marked(
                                "FROM a\nenv A=1 NVIDIA_VISIBLE_DEVICES=all \\\n  CUDA_VISIBLE_DEVICES=\"0,1\"\nONBUILD ENV NVIDIA_VISIBLE_DEVICES=0"))
                .containsExactly(
                        "NVIDIA_VISIBLE_DEVICES=all", "NVIDIA_VISIBLE_DEVICES=0", "CUDA_VISIBLE_DEVICES=\"0,1\"");
    }

    @Test
    void readsTheOldForm() {
        assertThat(rule.marked("FROM a\nENV NVIDIA_VISIBLE_DEVICES all")).containsExactly("NVIDIA_VISIBLE_DEVICES all");
    }

    @Test
    void saysThatEveryContainerTakesThem() {
        assertThat(rule.findings("FROM a\nARG G=all\nENV NVIDIA_VISIBLE_DEVICES=$G"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("default runtime", "\"all\"");
                    assertThat(finding.mend()).contains("--gpus all");
                });
    }

    @Test
    void saysWhatCudaNoLongerSees() {
        assertThat(rule.findings("FROM a\nENV CUDA_VISIBLE_DEVICES=0"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("no other GPUs than \"0\"");
                    assertThat(finding.mend()).contains("--gpus");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENV NVIDIA_VISIBLE_DEVICES=void",
                "ENV NVIDIA_VISIBLE_DEVICES=none CUDA_VISIBLE_DEVICES=-1",
                "ENV NVIDIA_VISIBLE_DEVICES=",
                "ENV CUDA_VISIBLE_DEVICES=\"\"",
                "ENV NVIDIA_VISIBLE_DEVICES=$G",
                "ENV NVIDIA_DRIVER_CAPABILITIES=all",
                "LABEL NVIDIA_VISIBLE_DEVICES=all",
                "ARG NVIDIA_VISIBLE_DEVICES=all",
                "RUN NVIDIA_VISIBLE_DEVICES=all python x.py"
            })
    void acceptsNoGpusAndOtherVariables(String text) {
        rule.accepts("FROM a\n" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM a AS t\nENV NVIDIA_VISIBLE_DEVICES=all\nFROM a",
                "FROM a AS t\nENV NVIDIA_VISIBLE_DEVICES=all\nFROM t\nENV NVIDIA_VISIBLE_DEVICES=void"
            })
    void looksAtWhatTheFinalImageEndsUpWith(String text) {
        rule.accepts(text);
    }

    @Test
    void knowsThatCudaBasesAskForAllThemselves() {
        assertThat(rule.findings("FROM nvidia/cuda:12.4.1-base\nENV NVIDIA_VISIBLE_DEVICES=all")
                        .getFirst()
                        .mend())
                .startsWith("Write NVIDIA_VISIBLE_DEVICES=void");
    }
}
