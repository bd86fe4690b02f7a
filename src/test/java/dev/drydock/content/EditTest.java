package dev.drydock.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;
import dev.drydock.yaml.YamlFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditTest {

    private static final Schema SCHEMA = new Schema(new RecordSchema(Mappers.CONTENT).document("Edit", Edit.class));

    /** As the author of an exercise writes it. */
    private static Edit edit(String yaml) {
        return YamlFile.parse(yaml, "edit.yaml").as(Edit.class, SCHEMA);
    }

    private static String append(Optional<String> prefix, String original) {
        Edit edit = Edit.comment("source", "app.py", prefix);
        return new String(edit.apply(original.getBytes(StandardCharsets.ISO_8859_1), "n0"), StandardCharsets.ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '# drydock n0\\n'",
        "'a\n', 'a\\n# drydock n0\\n'",
        "'a', 'a\\n# drydock n0\\n'",
        "'a\r\nb', 'a\\r\\nb\\r\\n# drydock n0\\r\\n'",
        "'a\r\nb\r\n', 'a\\r\\nb\\r\\n# drydock n0\\r\\n'",
        "'\n', '\\n# drydock n0\\n'",
    })
    void putsTheCommentOnALineOfItsOwn(String original, String edited) {
        assertThat(append(Optional.empty(), original)).isEqualTo(edited);
    }

    @Test
    void usesTheLanguagesOwnComment() {
        assertThat(append(Optional.of("// "), "x\n")).isEqualTo("x\\n// drydock n0\\n");
    }

    @Test
    void keepsBytesThatAreNoText() {
        assertThat(append(Optional.empty(), "\u00ff\u0000\n")).startsWith("\u00ff\u0000\\n#");
    }

    @Test
    void refusesANonceThatWouldEndTheComment() {
        assertThatThrownBy(
                        () -> Edit.comment("source", "app.py", Optional.empty()).apply(new byte[0], "a\nb"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void appendsAllItsLines() {
        Edit edit = edit("""
                name: source
                file: app.py
                how: append-lines
                lines: ['# {word}', 'BUILD = "{word}"']
                amongImports: 'import os  # {word}'
                between: '# {word}'
                """);

        assertThat(new String(edit.apply("x\r\n".getBytes(StandardCharsets.UTF_8), "a"), StandardCharsets.UTF_8))
                .isEqualTo("# a\r\nx\r\n# a\r\nBUILD = \"a\"\r\n");
        assertThat(new String(
                        edit.apply(
                                "from __future__ import x\n\nfrom y import z\nimport y\n"
                                        .getBytes(StandardCharsets.UTF_8),
                                "a"),
                        StandardCharsets.UTF_8))
                .isEqualTo(
                        "# a\nfrom __future__ import x\n\nimport os  # a\nfrom y import z\nimport y\n# a\nBUILD = \"a\"\n");
    }

    @Test
    void writesTheCommentWherePythonTakesOne() {
        String program =
                "#!/usr/bin/python\n# -*- coding: utf-8 -*-\n\"\"\"é\nx\n\"\"\"\n@x\ndef f(): pass\n\nasync  def g():\n    def h(): pass\n";

        assertThat(scattered(program).replace("\\n", "\n"))
                .isEqualTo(
                        "#!/usr/bin/python\n# -*- coding: utf-8 -*-\n# n\n\"\"\"é\n# n\nx\n\"\"\"\n# n\n@x\n# n\ndef f(): pass\n\n"
                                + "# n\nasync  def g():\n    def h(): pass\na = 'n'\n");
    }

    private static String scattered(String program) {
        Edit edit = edit("""
                name: source
                file: app.py
                how: append-lines
                lines: ['a = ''{word}''']
                between: '# {word}'
                """);
        return new String(edit.apply(program.getBytes(StandardCharsets.UTF_8), "n"), StandardCharsets.UTF_8)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'M = \"a \\\nclass b\"\n', '# n\\nM = \"a \\\nclass b\"\\n'",
        "'\ufeffx = 1\n', '\ufeff# n\\nx = 1\\n'",
        "'# Service\n# coding: latin-1\nx = 1\n', '# Service\\n# coding: latin-1\\n# n\\nx = 1\\n'",
        "'x = f(\n\"\"\"\n{}\n\"\"\")\n', '# n\\nx = f(\\n\"\"\"\\n{}\\n\"\"\")\\n'",
        "'# coding: utf-8 о цветах\r\n\"\"\"It is.\r\n\"\"\"\r\n', '# coding: utf-8 о цветах\\r\\n# n\\r\\n\"\"\"It is.\\r\\n# n\\r\\n\"\"\"\\r\\n'"
    })
    void leavesAProgramOne(String program, String edited) {
        assertThat(scattered(program)).startsWith(edited.replace("\n", "\\n"));
    }

    @Test
    void programsOfAnySizeAreRead() {
        String lines = "\n".repeat(100_000);
        String text = "\"\"\"" + "x ".repeat(100_000) + "\n\"\"\"\n";

        assertThat(scattered(lines + text)).startsWith("# n\\n");
        assertThat(scattered(text)).startsWith("# n\\n\"\"\"x x").contains("x \\n# n\\n\"\"\"");
    }

    @Test
    void aCommentMayBeAsLongAsAModelGrows() {
        Edit edit = edit("""
                name: model
                file: model.joblib
                how: append-comment
                kilobytes: 20
                """);

        byte[] edited = edit.apply("x\n".getBytes(StandardCharsets.UTF_8), "n");

        assertThat(edited.length).isBetween(20_000, 30_100);
        assertThat(new String(edited, StandardCharsets.UTF_8))
                .startsWith("x\n# drydock n xx")
                .endsWith("x\n");
    }

    @Test
    void mayAddFiles() {
        Edit edit = edit("""
                name: source
                file: src/app.py
                how: append-lines
                lines: ["a = '{word}'"]
                beside: ["src/{word}.py", "src/{word}/{word}.json"]
                """);

        assertThat(edit.additions("n")).extracting(Edit.Added::path).containsExactly("src/n.py", "src/n/n.json");
        assertThat(edit.additions("n"))
                .extracting(added -> new String(added.content(), StandardCharsets.UTF_8))
                .allMatch(content -> content.contains(" source"))
                .doesNotHaveDuplicates();
    }

    @Test
    void prependsALineAboveEverything() {
        Edit edit = edit("""
                name: broken
                file: app.py
                how: prepend-lines
                lines: ['stop({word})']
                """);

        assertThat(new String(edit.apply("x\r\ny".getBytes(StandardCharsets.UTF_8), "a"), StandardCharsets.UTF_8))
                .isEqualTo("stop(a)\r\nx\r\ny");
    }

    private static String misspelled(String original) {
        Edit edit = edit("""
                name: misspelled
                file: app.py
                how: misspell
                """);
        return new String(edit.apply(original.getBytes(StandardCharsets.UTF_8), "a"), StandardCharsets.UTF_8);
    }

    @Test
    void misspellsWhatImportsAndKeepsTheLength() {
        String original = "# important\nimport os\nfrom x import y  # é\nif z:\n    import w\nreimport = 1\n";

        assertThat(misspelled(original))
                .isEqualTo("# important\n0mport os\nfrom x 0mport y  # é\nif z:\n    0mport w\nreimport = 1\n"
                        .replace("0mport", spelling()))
                .hasSameSizeAs(original);
        assertThat(misspelled("print(1)\n")).isEqualTo(spelling() + " x\nprint(1)\n");
    }

    /** For the word "a", whose hash code is 97. */
    private static String spelling() {
        return "i0port";
    }

    private static Edit requirement() {
        return edit("""
                name: list
                file: requirements.txt
                how: add-requirement
                add: ['six==1.16.0']
                raise: ['joblib==1.2.1', 'typing-extensions==4.4.1']
                """);
    }

    private static String require(String original, String requirement) {
        return new String(
                        requirement().apply(original.getBytes(StandardCharsets.UTF_8), requirement),
                        StandardCharsets.UTF_8)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'a==1\n', 'a==1\\nsix == 1.16.0; python_version >= \"3\"  # added'",
        "'a==1', 'a==1\\nsix == 1.16.0; python_version >= \"3\"  # added'",
        "'a==1\r\n', 'a==1\\r\\nsix == 1.16.0; python_version >= \"3\"  # added'",
        "'a==1 \\\n', 'a==1 \\\\n\\nsix == 1.16.0; python_version >= \"3\"  # added'",
        "'a==1 \\', 'a==1 \\\\n\\nsix == 1.16.0; python_version >= \"3\"  # added'",
    })
    void addsARequirementOnALineOfItsOwn(String original, String edited) {
        assertThat(require(original, "six==1.16.0")).isEqualTo(edited);
    }

    @ParameterizedTest
    @CsvSource({
        "'joblib==1.2.0\n', 'joblib==1.2.1\\n'",
        "'a==1\r\n  Joblib == 1.2.0  # kept\r\n', 'a==1\\r\\n  Joblib == 1.2.1  # kept\\r\\n'",
        "'joblib==1.2.0; python_version > \"3\"', 'joblib==1.2.1; python_version > \"3\"'",
    })
    void putsANewerVersionInPlaceOfTheOneThatIsPinned(String original, String edited) {
        byte[] list = original.getBytes(StandardCharsets.UTF_8);

        assertThat(requirement().raisable(list)).containsExactly("joblib==1.2.1");
        assertThat(new String(Edit.raised(list, "joblib==1.2.1"), StandardCharsets.UTF_8)
                        .replace("\r", "\\r")
                        .replace("\n", "\\n"))
                .isEqualTo(edited);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "joblib>=1.2.0\n", "# joblib==1.2.0\n", "joblib-stubs==1.2.0\n"})
    void whatIsNotPinnedIsNotRaised(String original) {
        assertThat(requirement().raisable(original.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void refusesARequirementThatWouldBeAnOption() {
        assertThatThrownBy(() -> require("", "--pre")).isInstanceOf(IllegalArgumentException.class);
    }
}
