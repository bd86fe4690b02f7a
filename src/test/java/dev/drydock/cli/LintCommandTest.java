package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.lint.report.LintJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

    private static final String SUDO = "FROM scratch\nUSER 1\nRUN true && \\\n    sudo make\n";

    @TempDir
    Path folder;

    private record Result(int status, String out) {}

    private static Result lint(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "lint";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        PrintStream before = System.out;
        var out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            return new Result(Main.run(all), out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    private String file(String text) throws IOException {
        Path file = folder.resolve("Dockerfile");
        Files.writeString(file, text);
        return file.toString();
    }

    @Test
    void underlinesTheGuiltyPart() throws IOException {
        Result result = lint(file(SUDO));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .contains("Dockerfile:4:5  warning  sudo\n        sudo make\n        ^^^^\n")
                .contains("    lesson 07-hardening#non-root\n")
                .endsWith("1 warning\n");
    }

    @Test
    void isContentWithAFileThatNoRuleMinds() throws IOException {
        assertThat(lint(file("FROM scratch\nUSER 1\nCOPY a /a\n"))).isEqualTo(new Result(0, "Nothing to remark.\n"));
    }

    @Test
    void exceptsWhatACommentExcepts() throws IOException {
        assertThat(lint(file(SUDO.replace("RUN", "# drydock ignore=sudo\nRUN"))).status())
                .isZero();
    }

    @Test
    void keepsRemarksFromFailing() throws IOException {
        assertThat(lint(file("FROM scratch\nUSER 1\nMAINTAINER ada\n")).status())
                .isZero();
    }

    @Test
    void saysWhatDockerCannotRead() throws IOException {
        Result result = lint(file("FROM scratch\nRUNN make\n"));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("Dockerfile:2:1  error  syntax", "Did you mean RUN?");
    }

    @Test
    void writesJsonThatKeepsToItsSchema() throws IOException {
        JsonNode report =
                new ObjectMapper().readTree(lint("--format", "json", file(SUDO)).out());

        assertThat(LintJson.SCHEMA.violations(report)).isEmpty();
        JsonNode finding = report.at("/files/0/findings/0");
        assertThat(finding.get("rule").asText()).isEqualTo("sudo");
        assertThat(finding.get("severity").asText()).isEqualTo("warning");
        assertThat(finding.get("line").asInt()).isEqualTo(4);
        assertThat(finding.get("column").asInt()).isEqualTo(5);
        assertThat(finding.get("endColumn").asInt()).isEqualTo(9);
    }

    @Test
    void writesSarifForEditorsAndCodeHosts() throws IOException {
        JsonNode log = new ObjectMapper()
                .readTree(lint("--format", "sarif", file(SUDO)).out());

        JsonNode run = log.at("/runs/0");
        JsonNode result = run.at("/results/0");
        assertThat(log.get("version").asText()).isEqualTo("2.1.0");
        assertThat(run.at("/tool/driver/rules/" + result.get("ruleIndex").asInt() + "/id")
                        .asText())
                .isEqualTo(result.get("ruleId").asText())
                .isEqualTo("sudo");
        assertThat(result.get("level").asText()).isEqualTo("warning");
        JsonNode place = result.at("/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uri").asText())
                .startsWith("file:/")
                .endsWith("/Dockerfile");
        assertThat(place.at("/region").toString())
                .isEqualTo("{\"startLine\":4,\"startColumn\":5,\"endLine\":4,\"endColumn\":9}");
    }

    @Test
    void readsFoldersAndStandardInput() throws IOException {
        file(SUDO);
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(SUDO.getBytes(StandardCharsets.UTF_8)));
        try {
            Result result = lint(folder.toString(), "-");
            assertThat(result.out())
                    .contains(folder.resolve("Dockerfile") + ":4:5", "\nDockerfile:4:5", "2 warnings\n");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThat(lint(folder.resolve("nothing").toString()).status()).isEqualTo(2);
        assertThat(lint().status()).isEqualTo(2);
    }
}
