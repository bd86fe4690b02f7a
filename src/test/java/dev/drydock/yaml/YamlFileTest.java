package dev.drydock.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {

    record Port(
            @Key(value = "Port inside the container.", min = 1, max = 65535)
            int port,

            Optional<String> path) {
        Port {
            if (port == 666) {
                throw new IllegalArgumentException("the port must not be 666");
            }
        }
    }

    enum How {
        APPEND_COMMENT,
        REPLACE
    }

    record Example(
            @Key(value = "Name of the folder.", pattern = "[a-z-]+", patternMeans = "lower-case letters and dashes")
            String id,

            How how,
            @Key(min = 1) List<Port> ports,
            @Key(optional = true) Map<String, Double> weights,
            Optional<Boolean> strict) {}

    private static final Schema SCHEMA =
            new Schema(new RecordSchema(Mappers.CONTENT).document("Example", Example.class));

    private static final String GOOD = """
            id: first
            how: append-comment
            ports: [{port: 80}]
            """;

    private static List<String> problems(String yaml) {
        ContentException wrong = catchThrowableOfType(
                ContentException.class, () -> YamlFile.parse(yaml, "x.yaml").as(Example.class, SCHEMA));
        return wrong.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void bindsToRecordsWithOptionalKeysLeftOut() {
        Example example = YamlFile.parse(GOOD, "x.yaml").as(Example.class, SCHEMA);

        assertThat(example)
                .isEqualTo(new Example(
                        "first",
                        How.APPEND_COMMENT,
                        List.of(new Port(80, Optional.empty())),
                        Map.of(),
                        Optional.empty()));
    }

    @Test
    void knowsTheLineOfEveryNode() {
        YamlFile file = YamlFile.parse("# comment\na:\n  - 1\n  - b:\n      c: x\nd/e: 2\n", "x.yaml");

        assertThat(file.lineOf("/a")).isEqualTo(2);
        assertThat(file.lineOf("/a/1/b/c")).isEqualTo(5);
        assertThat(file.lineOf("/a/1/missing")).isEqualTo(4);
        assertThat(file.lineOf("/d~1e")).isEqualTo(6);
        assertThat(file.lineOf("/nothing")).isEqualTo(2);
    }

    @Test
    void readsPlainWordsAsYaml12Does() {
        var tree = YamlFile.parse("[no, on, 5000:5000, 2024-01-01, 1_000, 0x10, 1.5, -3, true, ~]", "x.yaml")
                .tree();

        assertThat(tree).hasToString("""
                ["no","on","5000:5000","2024-01-01","1_000","0x10",1.5,-3,true,null]""");
    }

    @Test
    void listsAllProblemsAtOnceInTheOrderOfTheLines() {
        assertThat(problems("""
                        id: First One
                        hwo: append-comment
                        ports:
                          - port: 70000
                            paht: /x
                          - port: "80"
                          - port: null
                        weights: {a: heavy}
                        strict: yes
                        """)).containsExactly("""
                x.yaml:1: "id" is "First One"; lower-case letters and dashes; change the text""", """
                x.yaml:1: the key "how" is missing; "how": one of append-comment, replace; add "how: …\"""", """
                x.yaml:2: unknown key "hwo"; one of id, how, ports, weights, strict; write "how\"""", """
                x.yaml:4: "port" is 70000; at most 65535; lower it""", """
                x.yaml:5: unknown key "paht" in item 1 of "ports"; one of port, path; write "path\"""", """
                x.yaml:6: "port" is the text "80"; a whole number; write the number without quotes or unit""", """
                x.yaml:7: "port" is empty; a whole number; write a value, or delete the key""", """
                x.yaml:8: "a" is the text "heavy"; a number; write the number without quotes or unit""", """
                x.yaml:9: "strict" is the text "yes"; true or false; write true or false, without quotes""");
    }

    @Test
    void suggestsTheNearestValue() {
        assertThat(problems(GOOD.replace("append-comment", "apend-comment"))).containsExactly("""
                x.yaml:2: "how" is "apend-comment"; one of append-comment, replace; write "append-comment\"""");
    }

    @Test
    void saysWhatAMissingKeyMeans() {
        assertThat(problems(GOOD.replace("port: 80", "path: /x"))).containsExactly("""
                x.yaml:3: the key "port" is missing in item 1 of "ports"; "port": port inside the container; add "port: …\"""");
    }

    @Test
    void passesOnWhatARecordRefuses() {
        assertThat(problems(GOOD.replace("80", "666"))).containsExactly("""
                x.yaml:3: the port must not be 666; a value that can be used as "0"; correct the value""");
    }

    @Test
    void reportsEveryDuplicateKey() {
        assertThat(problems("a: 1\nb: 2\na: 3\nb: 4\n")).containsExactly("""
                x.yaml:3: "a" is here a second time (first in line 1); each key once; \
                delete one of the two, or join their values""", """
                x.yaml:4: "b" is here a second time (first in line 2); each key once; \
                delete one of the two, or join their values""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: 1\n\tb: 2' | 2: a tab is used for indentation; spaces;",
                "'a: 1\nhint: try this: now' | 2: a colon followed by a space stands inside a value",
                "'a: 1\nb\nc: 2' | 2: a key has no colon",
                "'a: 1\nb: \"open\nc: 2\n' | 2: a quotation mark is opened and never closed",
                "'a: 1\nb: [1, 2\nc: 3' | 2: a bracket is opened and not closed properly",
                "'a:\n  - 1\n - 2' | 3: the line does not continue what stands above it",
                "'a: 1\nb: *nobody' | 2: an alias (*name) refers to an anchor that does not exist",
                "'a: @x' | 1: a value begins with a character that YAML reserves",
                "'a: 1\n---\nb: 2' | 2: a second document begins (---)",
                "'[a]: 1' | 1: a list or map is used as a key",
                "'a: !!int x' | 1: \"x\" is tagged as a number",
            })
    void explainsSyntaxErrors(String yaml, String expected) {
        assertThat(problems(yaml)).first().asString().startsWith("x.yaml:" + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n"})
    void refusesAnEmptyFile(String yaml) {
        assertThat(problems(yaml)).containsExactly("x.yaml: the file is empty; keys and values; write its content");
    }

    @Test
    void refusesAliasesThatFillTheMemory() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]%n".formatted(i, i, String.join(", ", Collections.nCopies(10, alias))));
        }

        assertThat(problems(bomb.toString())).singleElement().asString().contains("aliases (*name)");
    }

    @Test
    void refusesAliasesThatContainThemselves() {
        assertThat(problems("a: &a [*a]")).singleElement().asString().contains("aliases (*name)");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(problems("[".repeat(5000))).singleElement().asString().contains("at most 40 levels");
    }

    @Test
    void refusesLargeBinaryAndMissingFiles(@TempDir Path folder) throws IOException {
        Path large = Files.writeString(folder.resolve("large.yaml"), "a: " + "x".repeat(64 * 1024));
        Path latin = Files.write(folder.resolve("latin.yaml"), "a: é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> YamlFile.read(large, "large.yaml"))
                .hasMessage("large.yaml: it is larger than 64 KiB; a file written by hand;"
                        + " move data to a file of its own");
        assertThatThrownBy(() -> YamlFile.read(latin, "latin.yaml"))
                .hasMessage("latin.yaml: it is not UTF-8 text; UTF-8; save it with the encoding UTF-8");
        assertThatThrownBy(() -> YamlFile.read(folder.resolve("none.yaml"), "none.yaml"))
                .hasMessage("none.yaml: there is no such file; a YAML file; write it, or correct the path");
    }
}
