package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.dockerfile.Instruction.Form;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerfileParserTest {

    private static final String SERVICE = """
            # A service in two stages.
            ARG PYTHON=3.11

            FROM python:${PYTHON}-slim AS Build
            WORKDIR /app
            COPY requirements.txt .
            RUN pip install \\
                # a comment inside

                --no-cache-dir \\
                -r requirements.txt

            FROM python:3.11-slim
            COPY --from=build --chown=app:app /app /app
            USER app
            CMD ["python", "app.py"]
            """;

    private static Dockerfile parse(String text) {
        return DockerfileParser.parse("Dockerfile", text);
    }

    private static Instruction only(String instruction) {
        return parse("FROM scratch\n" + instruction).finalStage().instructions().getFirst();
    }

    @Test
    void groupsInstructionsIntoStagesWithTheirNamesAndBases() {
        Dockerfile file = parse(SERVICE);

        assertThat(file.globalArgs()).extracting(Instruction::keyword).containsExactly("ARG");
        assertThat(file.stages()).extracting(stage -> stage.name().orElse("")).containsExactly("build", "");
        assertThat(file.stages()).extracting(Stage::base).containsExactly("python:3.11-slim", "python:3.11-slim");
    }

    @Test
    void countsLinesFromTheKeywordToTheLastContinuation() {
        Dockerfile file = parse(SERVICE);

        Stage build = file.stages().getFirst();
        assertThat(build.from().lines()).isEqualTo(new Lines(4, 4));
        assertThat(build.instructions())
                .extracting(Instruction::lines)
                .containsExactly(new Lines(5, 5), new Lines(6, 6), new Lines(7, 11));
        assertThat(file.finalStage().from().lines()).isEqualTo(new Lines(13, 13));
        assertThat(file.finalStage().instructions().getLast().lines()).isEqualTo(new Lines(16, 16));
    }

    @Test
    void dropsCommentsAndEmptyLinesInsideAContinuedInstruction() {
        Instruction run = parse(SERVICE).stages().getFirst().last("RUN").orElseThrow();

        assertThat(run.arguments()).containsExactly("pip install     --no-cache-dir     -r requirements.txt");
    }

    @Test
    void readsFlagsApartFromArguments() {
        Instruction copy = parse(SERVICE).finalStage().last("COPY").orElseThrow();

        assertThat(copy.flags())
                .extracting(Flag::name, Flag::valueOrEmpty)
                .containsExactly(tuple("from", "build"), tuple("chown", "app:app"));
        assertThat(copy.arguments()).containsExactly("/app", "/app");
    }

    @Test
    void keepsEveryValueOfAFlagThatMayBeRepeated() {
        Instruction run = only("RUN --mount=type=cache,target=/a --mount=\"type=bind,target=/b c\" make");

        assertThat(run.flagsNamed("mount"))
                .extracting(Flag::valueOrEmpty)
                .containsExactly("type=cache,target=/a", "type=bind,target=/b c");
        assertThat(run.arguments()).containsExactly("make");
    }

    @Test
    void tellsTheJsonFormFromTheShellForm() {
        assertThat(only("CMD [\"python\", \"app.py\"]").form()).isEqualTo(Form.EXEC);
        assertThat(only("CMD [\"python\", \"app.py\"]").arguments()).containsExactly("python", "app.py");
        assertThat(only("CMD python app.py").form()).isEqualTo(Form.SHELL);
        assertThat(only("CMD python app.py").arguments()).containsExactly("python app.py");
    }

    @Test
    void fallsBackToTheShellFormWhereTheJsonIsMalformed() {
        Instruction cmd = only("CMD ['python', 'app.py']");

        assertThat(cmd.form()).isEqualTo(Form.SHELL);
        assertThat(cmd.arguments()).containsExactly("['python', 'app.py']");
        assertThat(only("CMD [\"a\"] && [ \"b\" ]").form()).isEqualTo(Form.SHELL);
        assertThat(only("CMD [\"a\", [1").form()).isEqualTo(Form.SHELL);
    }

    @Test
    void cutsHealthcheckIntoItsKindAndItsCommand() {
        Instruction probe = only("HEALTHCHECK --interval=5s CMD [\"curl\", \"-f\", \"http://localhost\"]");

        assertThat(probe.form()).isEqualTo(Form.EXEC);
        assertThat(probe.arguments()).containsExactly("CMD", "curl", "-f", "http://localhost");
        assertThat(probe.flag("interval")).contains("5s");
    }

    @Test
    void readsBothFormsOfAssignments() {
        assertThat(only("ENV A=1 B=\"two words\"").assignments())
                .extracting(Assignment::name, assignment -> assignment.value().orElseThrow())
                .containsExactly(tuple("A", "1"), tuple("B", "\"two words\""));
        assertThat(only("ENV A  one two=three").assignments())
                .extracting(Assignment::name, assignment -> assignment.value().orElseThrow())
                .containsExactly(tuple("A", "one two=three"));
        assertThat(only("ENV A b").isLegacy()).isTrue();
        assertThat(only("ENV A=b C=d").isLegacy()).isFalse();
        assertThat(only("ARG A B=2").assignments().getFirst().value()).isEmpty();
    }

    private static List<String> contents(Instruction instruction) {
        return instruction.heredocs().stream()
                .map(heredoc -> heredoc.content().toString())
                .toList();
    }

    @Test
    void collectsHereDocumentsOfRunAndCopy() {
        Dockerfile file = parse("""
                FROM scratch
                COPY <<one <<-"two" /app/
                # not a comment
                one
                \tindented
                \ttwo
                RUN <<EOF cat
                FROM nowhere
                EOF
                USER app
                """);

        List<Instruction> instructions = file.finalStage().instructions();
        assertThat(contents(instructions.getFirst())).containsExactly("# not a comment\n", "indented\n");
        assertThat(instructions.getFirst().lines()).isEqualTo(new Lines(2, 6));
        assertThat(contents(instructions.get(1))).containsExactly("FROM nowhere\n");
        assertThat(instructions.get(1).lines()).isEqualTo(new Lines(7, 9));
        assertThat(instructions.get(2).lines()).isEqualTo(new Lines(10, 10));
    }

    @Test
    void findsNoHereDocumentInQuotesInJsonOrInOtherInstructions() {
        assertThat(only("RUN echo \"<<EOF\"").heredocs()).isEmpty();
        assertThat(only("RUN [\"cat\", \"<<EOF\"]").heredocs()).isEmpty();
        assertThat(only("CMD cat <<EOF").heredocs()).isEmpty();
        assertThat(only("RUN cat <<<word").heredocs()).isEmpty();
    }

    @Test
    void readsWhatOnbuildHolds() {
        Instruction onbuild = only("ONBUILD COPY --chown=app <<EOF /app\nhello\nEOF");

        Instruction trigger = onbuild.trigger().orElseThrow();
        assertThat(trigger.keyword()).isEqualTo("COPY");
        assertThat(trigger.flag("chown")).contains("app");
        assertThat(contents(trigger)).containsExactly("hello\n");
        assertThat(trigger.lines()).isEqualTo(new Lines(2, 4));
    }

    @Test
    void readsFilesFromWindows() {
        Dockerfile file = parse("\uFEFF# escape=`\r\nFROM scratch\r\nRUN a `\r\n  b\r\nUSER app\r\n");

        assertThat(file.directives().escape()).isEqualTo('`');
        assertThat(file.finalStage().instructions())
                .extracting(Instruction::arguments)
                .containsExactly(List.of("a   b"), List.of("app"));
        assertThat(file.finalStage().instructions().getLast().lines()).isEqualTo(new Lines(5, 5));
    }

    @Test
    void endsDirectivesAtTheFirstOtherLine() {
        assertThat(parse("# a comment\n# escape=`\nFROM scratch").directives().escape())
                .isEqualTo('\\');
        assertThat(parse("\n# escape=`\nFROM scratch").directives().escape()).isEqualTo('\\');
        assertThat(parse("# syntax=docker/dockerfile:1\n# escape=`\nFROM scratch")
                        .directives()
                        .escape())
                .isEqualTo('`');
    }

    @Test
    void findsTheFrontendThatAFileAsksFor() {
        Directives directives = parse("#!/usr/bin/env docker\n#SYNTAX = evil/frontend:1 --flag\nFROM scratch")
                .directives();

        assertThat(directives.syntax()).contains(new Directives.Syntax("evil/frontend:1", 2));
    }

    @Test
    void takesTheFrontendOutWithoutMovingLines() {
        String text = "# syntax=docker/dockerfile:1\n# escape=`\nFROM a `\n  AS b\n# syntax=stays\n";

        String without = Directives.withoutSyntax(text);

        assertThat(without).isEqualTo("# escape=`\n#\nFROM a `\n  AS b\n# syntax=stays\n");
        assertThat(parse(without).directives()).isEqualTo(new Directives('`', Optional.empty()));
    }

    @Test
    void keepsABackslashThatIsDoubled() {
        Dockerfile file = parse("FROM scratch\nENV A=b\\\\\nENV C=d");

        assertThat(file.finalStage().instructions()).hasSize(2);
    }
}
