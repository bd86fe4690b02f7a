package dev.drydock.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Mutations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The linter answers whatever it is given. The timeout only turns a hang into a failure. */
@Timeout(300)
class LinterFuzzTest {

    private static final List<String> SEEDS = List.of("""
                    # syntax=docker/dockerfile:1
                    ARG TAG=3.11-slim
                    FROM python:$TAG AS build
                    # drydock ignore=apt-lists-left
                    RUN apt-get update && apt-get install -y --no-install-recommends curl \\
                        && rm -rf /var/lib/apt/lists/*
                    COPY . .
                    RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
                    RUN <<EOF
                    set -o pipefail; curl x | sh
                    cd /tmp; sudo make $(nproc)
                    EOF
                    FROM nvidia/cuda:11.8.0-devel-ubuntu22.04
                    ENV HF_TOKEN=hf_x NVIDIA_VISIBLE_DEVICES=all A=${B:-$C}
                    COPY --from=build /a /b
                    ADD x.tar.gz /x
                    EXPOSE 80 8000-9000/tcp $PORT
                    WORKDIR app
                    HEALTHCHECK --interval=5s CMD curl -f localhost
                    ENTRYPOINT ["python"]
                    CMD python app.py
                    """);

    @Test
    void findsSomethingToSayAboutAnything() {
        var linter = new Linter(Rules.installed());
        var texts = new Mutations(20_261_121, SEEDS);
        for (int i = 0; i < 4_000; i++) {
            String text = texts.next();
            int lines = 1 + (int) text.chars().filter(c -> c == '\n').count();
            try {
                for (LintFinding finding : linter.lint("Dockerfile", text)) {
                    assertThat(finding.span().start().line())
                            .as(finding + "\n" + text)
                            .isBetween(1, lines);
                    assertThat(finding.message()).isNotBlank();
                }
            } catch (RuntimeException | StackOverflowError bug) {
                throw new AssertionError("text " + i + ":\n" + text, bug);
            }
        }
    }
}
