package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every part of a file says exactly where it stands, so that a marker can be drawn there. */
class SpansTest {

    private static Instruction only(String text) {
        List<Instruction> instructions = DockerfileParser.parse("Dockerfile", "FROM scratch\n" + text)
                .finalStage()
                .instructions();
        assertThat(instructions).hasSize(1);
        return instructions.getFirst();
    }

    private static Span span(int startLine, int startColumn, int endLine, int endColumn) {
        return new Span(new Position(startLine, startColumn), new Position(endLine, endColumn));
    }

    private static List<Span> words(Instruction instruction) {
        return instruction.words().stream().map(Word::span).toList();
    }

    @Test
    void countsColumnsFromOne() {
        Instruction copy = only("  COPY --from=build   a  b/ ");

        assertThat(copy.span()).isEqualTo(span(2, 3, 2, 28));
        assertThat(copy.keywordSpan()).isEqualTo(span(2, 3, 2, 7));
        assertThat(copy.flags().getFirst().span()).isEqualTo(span(2, 8, 2, 20));
        assertThat(words(copy)).containsExactly(span(2, 23, 2, 24), span(2, 26, 2, 28));
    }

    @Test
    void followsContinuationsAcrossCommentsAndEmptyLines() {
        Instruction env = only("ENV A=1 \\\n# a comment\n\n    B=\"two \\\nwords\" \\\n  C=3");

        assertThat(env.span()).isEqualTo(span(2, 1, 7, 6));
        assertThat(words(env)).containsExactly(span(2, 5, 2, 8), span(5, 5, 6, 7), span(7, 3, 7, 6));
    }

    @Test
    void placesTheQuotesOfTheJsonFormToo() {
        Instruction cmd = only("CMD [ \"python\", \\\n \"a\\\"pp\" ]");

        assertThat(cmd.arguments()).containsExactly("python", "a\"pp");
        assertThat(words(cmd)).containsExactly(span(2, 7, 2, 15), span(3, 2, 3, 9));
    }

    @Test
    void placesAnyPartOfAShellCommand() {
        Instruction run = only("RUN apt-get update && \\\n    apt-get install curl");
        SourceText command = run.words().getFirst().source();

        int install = command.toString().lastIndexOf("apt-get");
        assertThat(command.slice(install, install + 15).span()).isEqualTo(span(3, 5, 3, 20));
    }

    @Test
    void placesHereDocumentsWithoutTheTabsTheyLose() {
        Instruction run = only("RUN <<-EOF cat\n\tfirst\n\t\tsecond\nEOF");
        HereDocument document = run.heredocs().getFirst();

        assertThat(document.content()).hasToString("first\nsecond\n");
        assertThat(document.content().slice(6, 12).span()).isEqualTo(span(4, 3, 4, 9));
        assertThat(run.span()).isEqualTo(span(2, 1, 5, 4));
        assertThat(document.expands()).isTrue();
        assertThat(only("RUN <<'EOF'\nEOF").heredocs().getFirst().expands()).isFalse();
        assertThat(only("RUN <<EOF\nEOF").heredocs().getFirst().content().span())
                .isEqualTo(span(3, 1, 3, 1));
    }

    @Test
    void placesWhatOnbuildHolds() {
        Instruction trigger =
                only("ONBUILD COPY --chown=app \\\n a /b").trigger().orElseThrow();

        assertThat(trigger.span()).isEqualTo(span(2, 9, 3, 6));
        assertThat(trigger.flags().getFirst().span()).isEqualTo(span(2, 14, 2, 25));
        assertThat(words(trigger)).containsExactly(span(3, 2, 3, 3), span(3, 4, 3, 6));
    }

    @Test
    void placesTheWordsOfTheOldForm() {
        assertThat(words(only("ENV NAME  some value"))).containsExactly(span(2, 5, 2, 9), span(2, 11, 2, 21));
        assertThat(words(only("HEALTHCHECK --retries=3 CMD  curl -f x")))
                .containsExactly(span(2, 25, 2, 28), span(2, 30, 2, 39));
    }

    @Test
    void doesNotCountAByteOrderMark() {
        Dockerfile file = DockerfileParser.parse("Dockerfile", "\uFEFFFROM scratch\r\nUSER app\r\n");

        assertThat(file.finalStage().from().span()).isEqualTo(span(1, 1, 1, 13));
        assertThat(file.finalStage().instructions().getFirst().span()).isEqualTo(span(2, 1, 2, 9));
    }

    @Test
    void keepsCommentsWithTheirLines() {
        Dockerfile file = DockerfileParser.parse(
                "Dockerfile", "# escape=`\n#\nFROM scratch\nRUN a `\n  # inside\n b\nRUN <<E\n# none\nE\n#end");

        assertThat(file.comments())
                .containsExactly(
                        new Comment("escape=`", 1),
                        new Comment("", 2),
                        new Comment("inside", 5),
                        new Comment("end", 10));
    }

    /** Whatever the parser makes of a text, what it points to is what stands there. */
    @Test
    void pointsAtTheWordsThemselves() {
        String text = """
                # syntax=docker/dockerfile:1
                ARG TAG=3.11-slim
                FROM --platform=linux/amd64 python:$TAG AS build
                LABEL a="b c" \\
                      # why
                      d=e
                RUN --mount=type=cache,target=/c pip install \\
                    -r requirements.txt
                EXPOSE 80 443/tcp
                """;
        List<String> lines = text.lines().toList();
        Dockerfile file = DockerfileParser.parse("Dockerfile", text);

        Stream.concat(
                        file.globalArgs().stream(),
                        file.stages().stream()
                                .flatMap(
                                        stage -> Stream.concat(Stream.of(stage.from()), stage.instructions().stream())))
                .flatMap(instruction -> Stream.concat(
                        instruction.words().stream().map(Word::source),
                        instruction.flags().stream().map(Flag::source)))
                .filter(source ->
                        source.span().start().line() == source.span().end().line())
                .forEach(source -> assertThat(lines.get(source.span().start().line() - 1)
                                .substring(
                                        source.span().start().column() - 1,
                                        source.span().end().column() - 1))
                        .isEqualTo(source.toString()));
    }
}
