package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipeWithoutPipefailTest {

    private final RuleTester rule = new RuleTester(new PipeWithoutPipefail());

    @Test
    void marksTheCommandWhoseFailureIsHidden() {
        assertThat(rule.marked("""
                        FROM debian:bookworm-slim
                        RUN curl -fsSL https://example.org/x | sh
                        RUN true && sudo wget -qO- https://example.org/weights.tar \\
                            | tar x
                        RUN python3 -c 'print(1)' | python3 -
                        RUN VERSION=$(curl -s https://example.org | grep tag)
                        RUN <<EOF
                        zcat key.gz | gpg --dearmor -o /key
                        EOF
                        RUN ["bash", "-c", "curl https://example.org |& bash"]
                        RUN set -e && cat a | curl -T - example.org | jq .
                        """)).containsExactly("curl", "wget", "python3", "curl", "zcat", "curl", "curl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN set -o pipefail && curl x | sh",
                "RUN set -euxo pipefail; curl x | sh",
                "RUN <<EOF\n#!/bin/bash\nset -e -o pipefail\ncurl x | sh\nEOF",
                "RUN bash -o pipefail -c 'curl x | sh'",
                "RUN [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\", \"curl x | sh\"]",
                "RUN bash -euo pipefail <<EOF\ncurl x | sh\nEOF",
                "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl x | sh",
                "RUN echo 'print(1)' | python",
                "RUN printf x | gpg --import && cat x | tar x && yes | sh x",
                "RUN dpkg -l | grep curl",
                "RUN curl x || wget x > y; sh y",
                "RUN echo 'curl x | sh'",
                "CMD curl x | sh",
            })
    void acceptsPipesThatNoticeOrCannotFail(String text) {
        rule.accepts("FROM a\n" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN curl x | sh && set -o pipefail",
                "RUN set -o pipefail && set +o pipefail && curl x | sh",
                "RUN set -o pipefail && bash -c 'curl x | sh'",
                "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN bash -c 'curl x | sh'",
                "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nSHELL [\"/bin/bash\", \"-c\"]\nRUN curl x | sh",
                "RUN set -o pipefail\nRUN curl x | sh",
            })
    void knowsWherePipefailDoesNotHold(String text) {
        assertThat(rule.marked("FROM a\n" + text)).containsExactly("curl");
    }

    @Test
    void followsTheShellIntoStagesOnTop() {
        String text = "FROM a AS one\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nFROM %s\nRUN curl x | sh";
        rule.accepts(text.formatted("one"));
        assertThat(rule.findings(text.formatted("b"))).hasSize(1);
    }
}
