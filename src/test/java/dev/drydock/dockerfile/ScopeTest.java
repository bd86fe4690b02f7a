package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScopeTest {

    private static Scope atEnd(String text) {
        return atEnd(text, Map.of());
    }

    private static Scope atEnd(String text, Map<String, String> buildArgs) {
        Dockerfile dockerfile = DockerfileParser.parse("Dockerfile", text, buildArgs);
        var scope = new Scope(dockerfile, buildArgs);
        for (Stage stage : dockerfile.stages()) {
            scope.enter(stage);
            stage.instructions().forEach(scope::add);
        }
        return scope;
    }

    @Test
    void substitutesWhatTheStageSets() {
        Scope scope = atEnd("FROM a\nARG A=1\nENV B=\"$A 2\" C=x\nENV D=$B$C");

        assertThat(scope.resolve("'$A' ${B}\"$D\"")).contains("$A 1 21 2x");
        assertThat(scope.resolve("$A$E")).isEmpty();
        assertThat(scope.resolve("\"")).isEmpty();
    }

    @Test
    void inheritsFromTheStageBelow() {
        Scope scope = atEnd("FROM a AS b\nENV A=1\nONBUILD ENV C=3\nFROM x\nENV B=2\nFROM b");

        assertThat(scope.resolve("$A$C")).contains("13");
        assertThat(scope.isSet("B")).isFalse();
        assertThat(scope.names(10)).containsExactlyInAnyOrder("A", "C");
    }

    @Test
    void keepsGlobalArgumentsOutOfStages() {
        String text = "ARG A=1\nARG B\nFROM a\n";

        assertThat(atEnd(text).isSet("A")).isFalse();
        assertThat(atEnd(text).isGlobal("A")).isTrue();
        assertThat(atEnd(text).isGlobal("B")).isTrue();
        assertThat(atEnd(text).isGlobal("TARGETARCH")).isTrue();
        assertThat(atEnd(text + "ARG A").resolve("$A")).contains("1");
        assertThat(atEnd(text + "ARG B").isSet("B")).isTrue();
        assertThat(atEnd(text + "ARG B").resolve("$B")).isEmpty();
        assertThat(atEnd(text + "ARG B", Map.of("B", "2")).resolve("$B")).contains("2");
    }

    @Test
    void assignsAllValuesOfOneInstructionAtOnce() {
        assertThat(atEnd("FROM a\nENV A=1 B=$A").resolve("$B")).isEmpty();
        assertThat(atEnd("FROM a\nENV A=0\nENV A=1 B=$A").resolve("$B")).contains("0");
    }

    @Test
    void doesNotGuessWhetherArgOrEnvWins() {
        Scope scope = atEnd("FROM a\nENV A=1\nARG A=2");

        assertThat(scope.resolve("$A")).isEmpty();
        assertThat(scope.isSet("A")).isTrue();
    }

    @Test
    void readsAFileThatNeedsBuildArguments() {
        Dockerfile dockerfile =
                DockerfileParser.parse("Dockerfile", "ARG A=${B:?needed}\nFROM a", Map.of("A", "1", "B", "2"));

        assertThat(Scope.of(dockerfile).isGlobal("A")).isTrue();
    }

    /** The timeout only turns a hang into a failure. */
    @Test
    @Timeout(30)
    void worksOutOnceWhatManyStagesInherit() {
        String text = "FROM a AS b\n" + "ONBUILD ENV A=1\n".repeat(20_000) + "FROM b\n".repeat(20_000);

        assertThat(atEnd(text).resolve("$A")).contains("1");
    }
}
