package dev.drydock.lint.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.dockerfile.DockerfileParser;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.lint.shell.ShellCommand.Link;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

    private static List<ShellCommand> commands(String run) {
        Instruction instruction = DockerfileParser.parse("Dockerfile", "FROM a\n" + run)
                .finalStage()
                .instructions()
                .getFirst();
        return Script.of(instruction).commands();
    }

    private static String words(ShellCommand command) {
        return command.words().stream().map(ShellWord::text).collect(Collectors.joining(" "));
    }

    private static List<String> texts(String run) {
        return commands(run).stream().map(ScriptTest::words).toList();
    }

    @Test
    void cutsListsAndPipesIntoCommands() {
        List<ShellCommand> commands = commands("RUN a x && b || c; d | e |& f & g");

        assertThat(commands)
                .extracting(ScriptTest::words, ShellCommand::link)
                .containsExactly(
                        tuple("a x", Link.FIRST),
                        tuple("b", Link.AND),
                        tuple("c", Link.OR),
                        tuple("d", Link.SEQUENCE),
                        tuple("e", Link.PIPE),
                        tuple("f", Link.PIPE),
                        tuple("g", Link.BACKGROUND));
        assertThat(commands.get(3).pipeline())
                .isEqualTo(commands.get(5).pipeline())
                .isNotEqualTo(commands.get(6).pipeline());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '¬', textBlock = """
                    RUN echo 'a && b' "c; d" e\\&f ~ echo a && b c; d e&f
                    RUN echo a >out 2>&1 <in b ~ echo a b
                    RUN echo a # && b ~ echo a
                    RUN echo a#b ~ echo a#b
                    RUN A=1 B="2 3" ~
                    RUN A=1 env B=2 c ~ env B=2 c
                    RUN echo ${A:-$(x;y)} $((1 + 2)) ~ echo ${A:-$(x;y)} $((1 + 2))
                    RUN ["a b", "c"] ~ a b c
                    RUN echo "unclosed ~ echo unclosed
                    RUN ! { a ~ a
                    RUN cat <<<word ~ cat
                    """)
    void readsOneCommand(String run, String expected) {
        assertThat(texts(run)).containsExactly(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN (a); b",
                "RUN if a; then b; fi",
                "RUN for x in 1 2; do a; b; done",
                "RUN case $x in y) a;; esac; b",
                "RUN while a; do b; done",
                "RUN { a; b; }",
                "RUN a \\\n  # why\n  ; b",
                "RUN <<EOF\na\n\n# why\nb\nEOF",
                "RUN <<'EOF'\n#!/usr/bin/env bash\na\nb\nEOF",
            })
    void looksThroughStructure(String run) {
        assertThat(texts(run)).containsSubsequence("a", "b");
    }

    @Test
    void findsCommandsInSubstitutionsAndTexts() {
        assertThat(texts("RUN echo $(a 1) `b 2` \"$(c 3)\" <(d 4)"))
                .containsSubsequence("a 1", "b 2", "c 3", "d 4")
                .hasSize(5);
        assertThat(texts("RUN bash -o pipefail -ec 'a | b'")).containsSubsequence("a", "b");
        assertThat(commands("RUN [\"sh\", \"-c\", \"a && b\"]").getLast().host())
                .isPresent();
        assertThat(texts("RUN bash <<EOF\na\nEOF")).containsExactly("bash", "a");
        assertThat(texts("RUN python <<EOF\na\nEOF")).containsExactly("python");
        assertThat(texts("RUN <<EOF\n#!/usr/bin/python3\na\nEOF")).isEmpty();
    }

    @Test
    void seesTheProgramBehindOthersThatRunIt() {
        ShellCommand install = commands("RUN A=1 sudo -E env B=2 /usr/bin/apt-get -y install curl")
                .getFirst();

        assertThat(install.is("apt-get", "install")).isTrue();
        assertThat(install.has("-y")).isTrue();
        assertThat(install.assignments()).extracting(ShellWord::text).containsExactly("A=1");
        assertThat(commands("RUN sudo").getFirst().program()).isEqualTo("sudo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sudo -u root -E apt-get",
                "env -u HOME A=1 nice -n 5 apt-get",
                "timeout -k 5 10m apt-get",
                "xargs -r -n 10 apt-get",
                "sudo timeout 60 apt-get",
            })
    void seesItBehindOptionsWithValues(String start) {
        assertThat(commands("RUN " + start + " install curl").getFirst().is("apt-get", "install"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sudo -u", "timeout 5", "timeout", "xargs -I", "sudo -u root"})
    void acceptsThatNothingStandsBehindThem(String run) {
        assertThat(commands("RUN " + run).getFirst().program()).isNotNull();
    }

    @Test
    void takesAHereDocumentThatNobodyReadsForTheScriptItself() {
        assertThat(commands("RUN <<EOF\na\n(b)\nc\nEOF"))
                .extracting(ScriptTest::words, command -> command.subshell() == 0)
                .containsExactly(tuple("a", true), tuple("b", false), tuple("c", true));
        assertThat(commands("RUN bash <<EOF\na\nEOF").getLast().subshell()).isNotZero();
    }

    @Test
    void knowsWhereCommandsStand() {
        ShellCommand second = commands("RUN a && \\\n   b 'c d' \\\n  e").getLast();

        assertThat(second.source().span().lines()).hasToString("Lines[start=3, end=4]");
        assertThat(second.words().get(1).source().span().start().column()).isEqualTo(6);
        assertThat(commands("RUN bash -c 'a; bb'")
                        .getLast()
                        .source()
                        .span()
                        .start()
                        .column())
                .isEqualTo(17);
    }

    /** The timeout only turns a hang into a failure: each of these takes milliseconds. */
    @ParameterizedTest
    @Timeout(30)
    @ValueSource(strings = {"$(", "\"$(", "`", "((", "a|", "<(", "'", "${", "bash -c \"", "\\", "case x in ", "<<"})
    void readsWhatNeverEnds(String unit) {
        assertThat(commands("RUN a " + unit.repeat(60_000 / unit.length()))).isNotEmpty();
    }
}
