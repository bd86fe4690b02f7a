package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.LintFinding;
import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AptWithoutUpdateTest {

    private final RuleTester rule = new RuleTester(new AptWithoutUpdate());

    @Test
    void marksInstallationsFromListsOfAnEarlierRun() {
        assertThat(rule.marked("""
                        FROM debian:bookworm-slim
                        RUN apt-get update
                        RUN apt-get -o Acquire::Retries=3 -y install curl
                        RUN DEBIAN_FRONTEND=noninteractive sudo -E apt install -y git \\
                            # for weights
                            git-lfs
                        RUN ["apt-get", "install", "-y", "curl"]
                        RUN <<EOF
                        set -e
                        xargs -a packages.txt apt-get install -y
                        apt-get update
                        EOF
                        """))
                .containsExactly(
                        "apt-get update",
                        "apt-get -o Acquire::Retries=3 -y install",
                        "apt install",
                        "\"apt-get\", \"install\"",
                        "apt-get install");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN apt-get update && apt-get clean",
                "RUN apt-get -qq update; rm -rf /var/lib/apt/lists/*",
                "RUN pip install x && apt-get update",
            })
    void marksAnUpdateWithoutInstallation(String run) {
        assertThat(rule.findings("FROM a\n" + run))
                .singleElement()
                .extracting(LintFinding::message)
                .asString()
                .contains("installs nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN apt-get update && apt-get install -y curl",
                "RUN apt-get update \\\n  && apt-get upgrade -y",
                "RUN <<EOF\napt-get -q update\nif true; then apt-get -y install curl; fi\nEOF",
                "RUN [\"sh\", \"-c\", \"apt-get update && apt-get install -y curl\"]",
                "RUN curl -fsSL example.org/setup | bash - && apt-get install -y nodejs",
                "RUN apt install -U -y curl",
                "RUN apt-get install -y ./cuda.deb /tmp/other.deb",
                "RUN apt-get update && ./install.sh",
                "RUN apt-get update && npx playwright install --with-deps",
                "RUN apt-get remove -y curl && apt-get download x",
                "RUN echo apt-get install curl",
                "CMD apt-get install curl",
            })
    void acceptsFreshListsAndOtherCommands(String instruction) {
        rule.accepts("FROM a\n" + instruction);
    }
}
