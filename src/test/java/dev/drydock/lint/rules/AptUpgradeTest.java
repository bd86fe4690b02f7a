package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AptUpgradeTest {

    private final RuleTester rule = new RuleTester(new AptUpgrade());

    @Test
    void marksUpgradesOfEverything() {
        assertThat(rule.marked("""
                        FROM debian:bookworm-slim
                        RUN apt-get update && apt-get upgrade -y && apt -y full-upgrade
                        RUN ["apt-get", "dist-upgrade", "-y"]
                        RUN <<EOF
                        sudo apt-get -o Dpkg::Use-Pty=0 -qq \\
                          dist-upgrade
                        EOF
                        """))
                .containsExactly(
                        "apt-get upgrade",
                        "apt -y full-upgrade",
                        "\"apt-get\", \"dist-upgrade\"",
                        "apt-get -o Dpkg::Use-Pty=0 -qq \\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN apt-get install -y --only-upgrade openssl",
                "RUN apt-get install -y upgrade",
                "RUN pip install --upgrade pip",
                "RUN echo 'apt-get upgrade'",
            })
    void acceptsUpgradesByName(String run) {
        rule.accepts("FROM a\n" + run);
    }
}
