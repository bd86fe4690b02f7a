package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.LintFinding;
import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyBeforeInstallTest {

    private final RuleTester rule = new RuleTester(new CopyBeforeInstall());

    @Test
    void marksTheCopyAboveTheInstallation() {
        assertThat(rule.marked(
                        "FROM a\nWORKDIR /app\nCOPY --chown=app . .\nRUN true && \\\n pip install -r requirements.txt"))
                .containsExactly(". .");
        assertThat(rule.marked("FROM a\nADD [\"./\", \"/app\"]\nRUN <<EOF\npoetry install\nEOF"))
                .containsExactly("\"./\", \"/app\"");
        assertThat(rule.marked("FROM a\nRUN pip install -U pip poetry==1.8\nCOPY . /app\nRUN [\"npm\", \"ci\"]"))
                .containsExactly(". /app");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    . .         ~ pip install -r requirements.txt       ~ COPY requirements.txt . above
                    . /app      ~ pip install -r /app/req/prod.txt      ~ COPY req/prod.txt /app/req/ above
                    . /app/     ~ pip install --requirement=./deps.txt  ~ COPY deps.txt /app/ above
                    . .         ~ python -m pip install -rreq/base.txt  ~ COPY req/base.txt req/ above
                    . .         ~ pip install "torch==2.1" numpy        ~ Move the installation above
                    . .         ~ pip install -r $REQUIREMENTS          ~ Move the installation above
                    . .         ~ poetry install --without dev          ~ COPY pyproject.toml poetry.lock ./ above the installation, with --no-root
                    . .         ~ uv sync --frozen                      ~ COPY pyproject.toml uv.lock ./ above the installation, with --no-install-project
                    . .         ~ npm install                           ~ COPY package.json package-lock.json ./ above
                    . .         ~ npm install -g yarn                   ~ Move the installation above
                    . .         ~ conda env create -f environment.yml   ~ COPY environment.yml . above
                    . .         ~ mamba env update --file=env.yml       ~ COPY env.yml . above
                    """)
    void namesTheFileToCopyFirst(String copy, String command, String mend) {
        assertThat(rule.findings("FROM a\nCOPY " + copy + "\nRUN " + command))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.mend()).contains(mend).contains("COPY " + copy);
                    assertThat(finding.message()).contains("line 3");
                });
    }

    @Test
    void seesThatTheFileIsCopiedAlready() {
        assertThat(rule.findings("FROM a\nCOPY requirements.txt ./\nADD . .\nRUN pip install -r requirements.txt"))
                .singleElement()
                .extracting(LintFinding::mend)
                .asString()
                .startsWith("Move the installation above")
                .contains("ADD . .");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nRUN pip install -r dev.txt",
                "COPY . .\nRUN pip install .",
                "COPY . .\nRUN pip install --no-deps -e . && pip install dist/x.whl",
                "COPY . .\nRUN pip install -e .[dev] --index-url internal",
                "COPY --from=build . .\nRUN pip install -r requirements.txt",
                "COPY src .\nRUN pip install -r requirements.txt",
                "COPY ./src /app\nRUN pip install torch",
                "COPY . .\nRUN python -m compileall . && npm run build",
                "COPY . .\nRUN echo pip install torch",
                "COPY . .\nFROM b\nRUN pip install torch",
                "RUN pip install torch\nCOPY . .",
            })
    void acceptsAnOrderThatTheCacheLikes(String text) {
        rule.accepts("FROM a\n" + text);
    }
}
