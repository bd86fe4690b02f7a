package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AptRecommendsTest {

    private final RuleTester rule = new RuleTester(new AptRecommends());

    @Test
    void marksInstallationsWithRecommendations() {
        assertThat(rule.marked("""
                        FROM debian:bookworm-slim
                        RUN apt-get update && apt-get install -y curl && apt install -y git
                        RUN ["apt-get", "-y", "install", "curl"]
                        RUN apt-get install -o APT::Install-Recommends=true curl
                        RUN <<EOF
                        env A=1 apt-get install --no-install-suggests curl
                        EOF
                        """))
                .containsExactly(
                        "apt-get install",
                        "apt install",
                        "\"apt-get\", \"-y\", \"install\"",
                        "apt-get install",
                        "apt-get install");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN apt-get install -y --no-install-recommends curl",
                "RUN apt-get --no-install-recommends install \\\n curl",
                "RUN apt-get install -o APT::Install-Recommends=0 curl",
                "RUN apt-get -oAPT::Install-Recommends=false install curl",
                "RUN echo 'APT::Install-Recommends \"0\";' > /etc/apt/apt.conf.d/1\nRUN apt-get install curl",
                "COPY <<EOF /etc/apt/apt.conf.d/1\nAPT::Install-Recommends \"0\";\nEOF\nRUN apt-get install curl",
                "RUN apt-get remove curl",
            })
    void acceptsWhatIsNeeded(String text) {
        rule.accepts("FROM a AS one\n" + text + "\nFROM one\nRUN true");
    }

    @Test
    void followsTheConfigurationIntoStagesOnTop() {
        String text = "FROM a AS one\nRUN echo 'APT::Install-Recommends \"0\";' > /etc/apt/apt.conf.d/1\n%s";
        rule.accepts(text.formatted("FROM one\nRUN apt-get install curl"));
        assertThat(rule.findings(text.formatted("FROM b\nRUN apt-get install curl")))
                .hasSize(1);
    }
}
