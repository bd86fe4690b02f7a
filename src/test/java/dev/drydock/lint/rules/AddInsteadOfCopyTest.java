package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddInsteadOfCopyTest {

    private final RuleTester rule = new RuleTester(new AddInsteadOfCopy());

    @Test
    void marksAddOfPlainFiles() {
        assertThat(
                        rule.marked(
                                "FROM a\nADD app.py /app/\nadd [\"my model.onnx\", \"/m/\"]\nADD \\\n  . .\nONBUILD ADD src /src\nADD *.py requirements*.txt /app/"))
                .containsExactly("ADD", "add", "ADD", "ADD", "ADD");
    }

    @Test
    void writesTheSameAsCopy() {
        assertThat(rule.findings("FROM a\nADD --chown=1000 app.py /app/"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("tar archive");
                    assertThat(finding.mend()).contains("Write COPY --chown=1000 app.py /app/");
                });
    }

    @Test
    void substitutesVariables() {
        assertThat(rule.marked("FROM a\nARG FILE=app.py\nADD $FILE /")).containsExactly("ADD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADD data.tar /",
                "ADD data.tar.gz /",
                "ADD DATA.TGZ /",
                "ADD a.tar.zst b.py /",
                "ADD a.tbz2 /",
                "ADD a.txz /",
                "ADD https://example.org/a.py /",
                "ADD --checksum=sha256:0 https://example.org/a /",
                "ADD git@github.com:a/b.git /",
                "ADD --unpack=false a /",
                "ADD <<EOF /a\nx\nEOF",
                "ADD $FILE /",
                "ADD data* /",
                "ADD data/? /",
                "ADD *.tar.* /",
                "ADD [\"a.tar.gz\", \"/\"]",
                "ONBUILD ADD $X /",
                "COPY a /"
            })
    void acceptsWhatOnlyAddDoes(String text) {
        rule.accepts("FROM a\n" + text);
    }
}
