package dev.drydock.grading.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.DockerfileParser;
import dev.drydock.dockerfile.Lines;
import org.junit.jupiter.api.Test;

class MentionTest {

    private static final String DOCKERFILE = """
            FROM x AS unused
            ENV CHOSEN=9
            FROM y AS base
            ENV CHOSEN=0
            FROM base
            RUN echo one \\
             && echo CHOSEN \\
             && echo two
            COPY <<EOF /start.sh
            #!/bin/sh
            exec trainer
            EOF
            """;

    private static Lines last(String dockerfile, String word) {
        return Mention.last(DockerfileParser.parse("Dockerfile", dockerfile), word)
                .orElse(new Lines(0, 0));
    }

    @Test
    void theVeryLineIsFoundInStepsAndInScripts() {
        assertThat(last(DOCKERFILE, "CHOSEN")).isEqualTo(new Lines(7, 7));
        assertThat(last(DOCKERFILE, "trainer")).isEqualTo(new Lines(11, 11));
    }

    @Test
    void stagesThatTheImageIsNotMadeOfDoNotCount() {
        assertThat(last(DOCKERFILE.replace("echo CHOSEN", "true"), "CHOSEN")).isEqualTo(new Lines(4, 4));
        assertThat(last(DOCKERFILE, "nowhere")).isEqualTo(new Lines(0, 0));
    }
}
