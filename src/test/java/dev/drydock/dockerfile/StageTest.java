package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stages are based on, and which instruction a step's name in BuildKit's progress means. */
class StageTest {

    private static Dockerfile parse(String text) {
        return DockerfileParser.parse("Dockerfile", text);
    }

    private static String base(String from, String... args) {
        return parse(String.join("\n", args) + "\n" + from).finalStage().base();
    }

    private static Optional<Integer> line(Optional<Instruction> step) {
        return step.map(instruction -> instruction.lines().start());
    }

    @Test
    void substitutesGlobalArgumentsInBases() {
        assertThat(base("FROM python:$V", "ARG V=3.11")).isEqualTo("python:3.11");
        assertThat(base("FROM python:${V:-3.11}", "")).isEqualTo("python:3.11");
        assertThat(base("FROM python:${V:-3.11}", "ARG V=")).isEqualTo("python:3.11");
        assertThat(base("FROM python:3${V-.11}", "ARG V=")).isEqualTo("python:3");
        assertThat(base("FROM python:3.11${S:+-slim}", "ARG S=yes")).isEqualTo("python:3.11-slim");
        assertThat(base("FROM python:3.11${S:+-slim}", "")).isEqualTo("python:3.11");
        assertThat(base("FROM ${I?}:3.11", "ARG I=python")).isEqualTo("python:3.11");
        assertThat(base("FROM \"python\":'3.11'", "")).isEqualTo("python:3.11");
        assertThat(base("FROM ${B}", "ARG A=3.11", "ARG B=python:${A}-slim")).isEqualTo("python:3.11-slim");
    }

    @Test
    void substitutesPatternForms() {
        assertThat(base("FROM python:${V#v}", "ARG V=v3.11")).isEqualTo("python:3.11");
        assertThat(base("FROM python:${V%.*}", "ARG V=3.11.4")).isEqualTo("python:3.11");
        assertThat(base("FROM python:${V%%.*}", "ARG V=3.11.4")).isEqualTo("python:3");
        assertThat(base("FROM python:${V##*-}", "ARG V=a-b-3")).isEqualTo("python:3");
        assertThat(base("FROM python:${V/_/.}", "ARG V=3_11_4")).isEqualTo("python:3.11_4");
        assertThat(base("FROM python:${V//_/.}", "ARG V=3_11_4")).isEqualTo("python:3.11.4");
    }

    @Test
    void givesBuildArgumentsPrecedenceOverDefaults() {
        String text = "ARG V=3.10\nFROM python:$V";

        assertThat(DockerfileParser.parse("Dockerfile", text, Map.of("V", "3.11", "OTHER", "x"))
                        .finalStage()
                        .base())
                .isEqualTo("python:3.11");
        assertThat(DockerfileParser.parse("Dockerfile", "FROM python:3${V:-.11}", Map.of("V", ".9"))
                        .finalStage()
                        .base())
                .as("an argument that the file does not declare")
                .isEqualTo("python:3.11");
    }

    @Test
    void knowsThePlatformWithoutADeclaration() {
        assertThat(base("FROM image-$TARGETOS", "")).isEqualTo("image-linux");
    }

    @Test
    void followsBasesThatAreEarlierStages() {
        Dockerfile file = parse("FROM a AS one\nFROM b AS two\nFROM one AS three\nFROM three");

        assertThat(file.finalChain()).extracting(Stage::index).containsExactly(3, 2, 0);
    }

    @Test
    void takesTheLaterOfTwoStagesWithOneName() {
        Dockerfile file = parse("FROM a AS one\nFROM b AS one\nFROM one");

        assertThat(file.finalChain()).extracting(Stage::index).containsExactly(2, 1);
    }

    @Test
    void findsStagesByTheNamesThatStepsCarry() {
        Dockerfile file = parse("FROM a AS one\nFROM b\nFROM one");

        assertThat(file.stage("one").map(Stage::index)).contains(0);
        assertThat(file.stage("stage-1").map(Stage::index)).contains(1);
        assertThat(file.stage("stage-2").map(Stage::index)).contains(2);
        assertThat(file.stage("stage-0")).isEmpty();
    }

    @Test
    void findsTheOnlyStageWhetherItsStepsNameItOrNot() {
        Dockerfile named = parse("FROM a AS one\nCOPY --from=image /x /x");
        Dockerfile unnamed = parse("FROM a\nRUN --mount=type=cache,target=/x make");

        assertThat(named.stage("").map(Stage::index)).contains(0);
        assertThat(named.stage("one").map(Stage::index)).contains(0);
        assertThat(unnamed.stage("").map(Stage::index)).contains(0);
        assertThat(unnamed.stage("stage-0").map(Stage::index)).contains(0);
    }

    private static Optional<String> inForce(String keyword, String text) {
        return parse(text)
                .inForce(keyword)
                .map(instruction -> instruction.words().getFirst().text());
    }

    @Test
    void knowsWhatCountsForTheFinalImage() {
        assertThat(inForce("USER", "FROM a AS b\nUSER x\nUSER y\nFROM c\nUSER z\nFROM b"))
                .contains("y");
        assertThat(inForce("USER", "FROM a AS b\nUSER x\nONBUILD USER y\nFROM b"))
                .contains("y");
        assertThat(inForce("USER", "FROM a\nONBUILD USER y")).isEmpty();
        assertThat(inForce("CMD", "FROM a AS b\nCMD x\nFROM b")).contains("x");
    }

    @Test
    void entrypointTakesBackTheCommandOfItsBase() {
        assertThat(inForce("CMD", "FROM a AS b\nCMD x\nFROM b\nENTRYPOINT y")).isEmpty();
        assertThat(inForce("CMD", "FROM a\nCMD x\nENTRYPOINT y")).contains("x");
    }
}
