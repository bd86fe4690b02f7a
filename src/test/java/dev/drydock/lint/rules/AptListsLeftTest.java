package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AptListsLeftTest {

    private final RuleTester rule = new RuleTester(new AptListsLeft());

    @Test
    void marksListsThatStay() {
        assertThat(rule.marked("""
                        FROM debian:bookworm-slim
                        RUN apt-get update && apt-get install -y curl
                        RUN rm -rf /var/lib/apt/lists/* && apt-get -q update
                        RUN sudo apt-get update \\
                            && apt-get install -y git \\
                            && apt-get clean
                        RUN <<EOF
                        apt update
                        rm -rf /var/cache/apt
                        EOF
                        RUN --mount=type=cache,target=/var/cache/apt apt-get update
                        """))
                .containsExactly(
                        "apt-get update", "apt-get -q update", "apt-get update", "apt update", "apt-get update");
    }

    @Test
    void saysThatALaterRunFreesNothing() {
        assertThat(rule.findings("FROM a\nRUN apt-get update\nRUN true\nRUN true && \\\n rm -r /var/lib/apt/lists\n"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("line 5");
                    assertThat(finding.mend()).contains("Join the two RUNs", "several RUNs");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/*",
                "RUN apt-get update; rm -rf /tmp/* /var/lib/apt/lists",
                "RUN <<EOF\napt-get update\nrm -rf /var/cache/apt /var/lib/apt/lists/*\nEOF",
                "RUN [\"bash\", \"-c\", \"apt-get update && rm -rf /var/lib/apt/lists/*\"]",
                "RUN apt-get update && find /var/lib/apt/lists -type f -delete",
                "RUN apt-get update && apt-get dist-clean",
                "RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update",
                "RUN --mount=type=tmpfs,dst=/var/lib/apt/lists/ apt-get update",
                "RUN apt-get install -y curl",
                "RUN echo apt-get update",
            })
    void acceptsWhatLeavesNone(String run) {
        rule.accepts("FROM a\n" + run);
    }

    @Test
    void looksOnlyAtStagesTheImageIsMadeOf() {
        rule.accepts("FROM a AS build\nRUN apt-get update\nFROM b\nCOPY --from=build /x /x");
        assertThat(rule.findings("FROM a AS base\nRUN apt-get update\nFROM base\nRUN true"))
                .hasSize(1);
    }
}
