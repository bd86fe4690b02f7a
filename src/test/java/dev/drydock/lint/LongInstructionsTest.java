package dev.drydock.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Instructions of a quarter of a megabyte, of which rules find much to say. The timeout only turns what grows with the
 * square into a failure: each takes about a second.
 */
class LongInstructionsTest {

    private static final int CHARACTERS = 250_000;

    @ParameterizedTest(name = "{0}{1}")
    @Timeout(60)
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    RUN ~pip install x;
                    RUN ~a | sh;
                    RUN ~curl x | sh;
                    RUN ~export PIP_CACHE_DIR=/x; pip install x;
                    RUN ~bash -c 'set -o pipefail; curl x | sh';
                    RUN ~true | apt-get install x;
                    RUN ~apt-get update && apt-get install x;
                    RUN ~sudo cd x;
                    RUN ~echo $(cd x)
                    RUN ~sudo env -u x
                    ENV ~A=$B
                    LABEL ~A=${B}
                    EXPOSE ~99999
                    COPY ~$A
                    """)
    void areReadInTime(String keyword, String unit) {
        String line = unit + " \\\n";
        String text = "FROM a AS base\n" + keyword + line.repeat(CHARACTERS / line.length()) + "A=b\n";

        assertThat(new Linter(Rules.installed()).lint("Dockerfile", text)).isNotEmpty();
    }

    @Test
    @Timeout(60)
    void longChainsOfStagesAreReadInTime() {
        String text =
                "FROM x AS a\n" + "FROM a AS b\nRUN apt-get update\nFROM b AS a\nRUN pip install x\n".repeat(15_000);

        assertThat(new Linter(Rules.installed()).lint("Dockerfile", text)).isNotEmpty();
    }
}
