package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AptWithoutYesTest {

    private final RuleTester rule = new RuleTester(new AptWithoutYes());

    @Test
    void marksInstallationsThatAsk() {
        assertThat(rule.marked("""
                        FROM debian:bookworm-slim
                        ENV DEBIAN_FRONTEND=noninteractive
                        RUN apt-get update -y && apt-get install curl
                        RUN DEBIAN_FRONTEND=noninteractive apt-get -q install \\
                            --no-install-recommends curl
                        RUN ["apt", "install", "curl"]
                        RUN apt-get -t yes-please install -o APT::Get::Assume-Yes=false curl
                        RUN cat names | xargs apt-get install
                        RUN <<EOF
                        sudo apt-get install curl
                        EOF
                        """))
                .containsExactly(
                        "apt-get install",
                        "apt-get -q install",
                        "\"apt\", \"install\"",
                        "apt-get -t yes-please install",
                        "apt-get install",
                        "apt-get install");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-y",
                "--yes",
                "--assume-yes",
                "-qq",
                "-qy",
                "-yq",
                "-q -q",
                "-q=2",
                "-qqo Dpkg::Use-Pty=0",
                "-o APT::Get::Assume-Yes=true",
                "-oAPT::Get::Assume-Yes=1",
                "--option=apt::get::assume-yes=yes",
            })
    void acceptsEveryWayToSayYes(String option) {
        rule.accepts("FROM a\nRUN apt-get install " + option + " curl\nRUN apt-get " + option + " install curl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN yes | apt-get install curl",
                "RUN apt-get update && apt-get remove curl",
                "RUN echo 'APT::Get::Assume-Yes \"true\";' > /etc/apt/apt.conf.d/90 && apt-get install curl",
                "COPY 90yes /etc/apt/apt.conf.d/\nRUN apt-get install curl",
                "RUN pip install apt-get",
            })
    void acceptsAnswersFromElsewhere(String text) {
        rule.accepts("FROM a\n" + text);
    }
}
