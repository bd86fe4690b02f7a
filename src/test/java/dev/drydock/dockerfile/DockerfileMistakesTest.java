package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever makes a mistake is told the line, the reason and what to write instead. */
class DockerfileMistakesTest {

    private static DockerfileException mistake(String text) {
        var mistake =
                catchThrowableOfType(DockerfileException.class, () -> DockerfileParser.parse("app/Dockerfile", text));
        assertThat(mistake).as("refused: %s", Printable.of(text)).isNotNull();
        assertThat(mistake.file()).isEqualTo("app/Dockerfile");
        assertThat(mistake.reason()).endsWith(".");
        assertThat(mistake.mend()).isNotBlank();
        return mistake;
    }

    @Test
    void suggestsTheNearestInstruction() {
        DockerfileException mistake = mistake("FROM a\n\nRUNN make");

        assertThat(mistake.line()).isEqualTo(3);
        assertThat(mistake.reason()).isEqualTo("There is no instruction RUNN.");
        assertThat(mistake.mend()).isEqualTo("Did you mean RUN?");
        assertThat(mistake).hasMessage("app/Dockerfile:3: There is no instruction RUNN. Did you mean RUN?");
    }

    @Test
    void hintsAtAMissingBackslash() {
        DockerfileException mistake = mistake("FROM a\nRUN apt-get update\n    && apt-get install curl");

        assertThat(mistake.line()).isEqualTo(3);
        assertThat(mistake.mend()).contains("end that line with a backslash");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    FORM python:3.11 | FROM
                    FROM a;CPOY . . | COPY
                    FROM a;ENTRYPIONT x | ENTRYPOINT
                    FROM a;WORKDIRR /x | WORKDIR
                    FROM a;HEALTCHECK NONE | HEALTHCHECK
                    FROM a;COPY --form=b /x /y | --from
                    """)
    void suggestsWhatWasMeant(String text, String meant) {
        assertThat(mistake(text.replace(';', '\n')).mend()).contains("Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only\n# comments\n", "\uFEFF"})
    void refusesAFileWithoutInstructions(String text) {
        assertThat(mistake(text).reason()).isEqualTo("The file holds no instructions.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    RUN make | 1 | before the first FROM
                    ARG A=1 | 1 | no FROM
                    ;FROM | 2 | FROM stands alone
                    FROM a AS | 1 | FROM takes an image
                    FROM a b c d | 1 | FROM takes an image
                    FROM a AS 1st | 1 | cannot be a stage's name
                    FROM $NOTHING | 1 | Nothing is left
                    FROM ${A?} | 1 | is required here
                    FROM ${A:?choose-one} | 1 | choose-one
                    FROM ${A | 1 | are not closed
                    FROM ${A:-b | 1 | braces are not closed
                    FROM ${A!b} | 1 | form that Dockerfiles do not know
                    FROM "a | 1 | quote is not closed
                    ARG A=${B?};FROM a | 1 | is required here
                    FROM a;;ENV PATH | 3 | has no value
                    FROM a;ENV A=1 B | 2 | no equals sign
                    FROM a;ENV =1 | 2 | assigns a value to nothing
                    FROM a;COPY x | 2 | no destination
                    FROM a;COPY x <<EOF;EOF | 2 | cannot be a here-document
                    FROM a;RUN cat <<EOF;never | 2 | is never ended
                    FROM a;RUN | 2 | RUN stands alone
                    FROM a;WORKDIR | 2 | WORKDIR stands alone
                    FROM a;CMD ["a", 1] | 2 | nothing but strings
                    FROM a;SHELL bash | 2 | needs the JSON form
                    FROM a;VOLUME [""] | 2 | empty path
                    FROM a;HEALTHCHECK curl | 2 | followed by CMD
                    FROM a;HEALTHCHECK CMD | 2 | no command
                    FROM a;HEALTHCHECK NONE x | 2 | nothing after it
                    FROM a;HEALTHCHECK --interval=5 CMD x | 2 | no duration
                    FROM a;HEALTHCHECK --retries=many CMD x | 2 | no number
                    FROM a;ONBUILD FROM b | 2 | cannot hold FROM
                    FROM a;ONBUILD ONBUILD RUN x | 2 | another ONBUILD
                    FROM a;ONBUILD RUNN x | 2 | no instruction RUNN
                    FROM a;COPY --from x /y | 2 | has no value
                    FROM a;COPY --from=x --from=y /a /b | 2 | more than once
                    FROM a;COPY --link=maybe a b | 2 | true or false
                    FROM a;USER --uid=1 app | 2 | does not know the flag
                    # escape=x;FROM a | 1 | cannot be the escape character
                    # escape=`;# escape=`;FROM a | 2 | a second time
                    //syntax=x;FROM a | 1 | another Dockerfile frontend
                    {"syntax": "x"} | 1 | another Dockerfile frontend
                    """)
    void saysWhereAndWhy(String text, int line, String reason) {
        DockerfileException mistake = mistake(text.replace(';', '\n'));

        assertThat(mistake.reason()).contains(reason);
        assertThat(mistake.line()).isEqualTo(line);
    }

    @Test
    void pointsToTheGuiltyWordOfAContinuedInstruction() {
        assertThat(mistake("FROM a\n\n# note\nENV A=1 \\\n  # note\n  B\n").span())
                .isEqualTo(new Span(new Position(6, 3), new Position(6, 4)));
        assertThat(mistake("FROM a\nCOPY \\\n --form=b \\\n /x /y").span())
                .isEqualTo(new Span(new Position(3, 2), new Position(3, 10)));
        assertThat(mistake("FROM a\nCMD [\"a\", \\\n 1]").span())
                .isEqualTo(new Span(new Position(3, 2), new Position(3, 3)));
        assertThat(mistake("FROM a\nRUNN \\\n b").span()).isEqualTo(new Span(new Position(2, 1), new Position(3, 3)));
    }

    @Test
    void escapesWhatATerminalWouldObey() {
        String text = "FROM a\n\u001b]8;;http://evil\u0007\u202eNUR x";

        assertThat(mistake(text).getMessage())
                .contains("\\u{1b}")
                .contains("\\u{7}")
                .contains("\\u{202e}")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }

    @Test
    void shortensWhatItEchoes() {
        assertThat(mistake("FROM a\n" + "X".repeat(10_000)).getMessage()).hasSizeLessThan(400);
    }

    @Test
    void refusesMoreThanItReads() {
        DockerfileException mistake = mistake("FROM a\n" + "#\n".repeat(DockerfileParser.LARGEST / 2));

        assertThat(mistake.reason()).contains("16777223 characters; at most 16777216");
    }

    @Test
    void refusesTextInAnotherEncoding() {
        String utf16 = new String("FROM a\nRUN b".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_8);

        assertThat(mistake(utf16).reason()).contains("NUL characters");
        assertThat(mistake("FROM a\nRUN b\0").line()).isEqualTo(2);
    }

    @Test
    void refusesALineThatDockerWouldNotRead() {
        DockerfileException mistake = mistake("FROM a\nRUN echo " + "x".repeat(70_000));

        assertThat(mistake.line()).isEqualTo(2);
        assertThat(mistake.reason()).contains("longer than");
    }
}
