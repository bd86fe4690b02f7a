package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.grading.inspection.InspectionJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code inspect} tells of folders that belong to no exercise. */
class InspectCommandTest {

    private static final String DOCKERFILE = """
            FROM python:3.11-slim
            COPY . .
            RUN head -c 3000000 /dev/zero >/big && pip install --no-cache-dir -r requirements.txt
            RUN rm /big
            CMD python app.py
            """;

    @TempDir
    Path folder;

    /** Exit status and what was written. */
    private record Ran(int status, String out, String error) {}

    private static Ran run(String... arguments) {
        PrintStream outBefore = System.out;
        PrintStream errorBefore = System.err;
        var out = new ByteArrayOutputStream();
        var error = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
        try {
            int status = Main.run(arguments);
            return new Ran(status, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errorBefore);
        }
    }

    /** As a process of its own, as two of them are not to use the machine's sandboxes from one JVM. */
    private Ran start(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.drydock.cli.Main"));
        command.addAll(List.of(arguments));
        Path out = folder.resolveSibling(folder.getFileName() + ".out");
        Path error = folder.resolveSibling(folder.getFileName() + ".error");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(error.toFile())
                .start();
        int status = process.waitFor();
        Ran ran = new Ran(status, Files.readString(out), Files.readString(error));
        Files.delete(out);
        Files.delete(error);
        return ran;
    }

    private void write(String dockerfile) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), dockerfile);
        Files.writeString(folder.resolve("app.py"), "print('hello')\n");
        Files.writeString(folder.resolve("requirements.txt"), "idna\n");
    }

    private static JsonNode json(Ran ran, int status) throws IOException {
        assertThat(ran.status()).as(ran.error()).isEqualTo(status);
        JsonNode inspection = new ObjectMapper().readTree(ran.out());
        assertThat(InspectionJson.SCHEMA.violations(inspection)).isEmpty();
        return inspection;
    }

    @Test
    @Tag("engine")
    void tellsStepsLayersWasteCacheBasesAndLint() throws Exception {
        write(DOCKERFILE);

        JsonNode inspection = json(start("inspect", folder.toString(), "--format", "json"), ExitStatus.PASSED);

        assertThat(inspection.at("/build/steps")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(inspection.at("/waste/bytes").asLong()).isEqualTo(3_000_000);
        assertThat(inspection.at("/waste/parts/0/hiddenBy").asText()).isEqualTo("line 4, RUN");
        assertThat(inspection.at("/experiments/0/rebuild/edited/0").asText()).isEqualTo("app.py");
        assertThat(inspection.at("/experiments/0/installsAgain").asInt()).isEqualTo(1);
        assertThat(inspection.at("/experiments/0/reachesImage").asBoolean()).isTrue();
        assertThat(inspection.at("/alternatives"))
                .anyMatch(base -> base.path("current").asBoolean());
        assertThat(inspection.at("/findings"))
                .anyMatch(remark -> remark.path("line").asInt() == 5);
        assertThat(inspection.at("/contents"))
                .anyMatch(content -> content.at("/largest/0/path").asText().equals("/big"));
    }

    @Test
    @Tag("engine")
    void showsTheStepThatFails() throws Exception {
        write("FROM python:3.11-slim\nRUN pip install no-such-package-at-all\n");

        Ran ran = start("inspect", folder.toString());

        assertThat(ran.status()).as(ran.error()).isEqualTo(ExitStatus.NOT_PASSED);
        assertThat(ran.out()).contains("Dockerfile:2", "no-such-package-at-all", "failed");
    }

    @Test
    void refusesWhatMayNotBeBuilt() throws IOException {
        write("FROM alpine\n");

        Ran ran = run("inspect", folder.toString(), "--format", "json");
        JsonNode problem = json(ran, ExitStatus.USAGE).path("problem");

        assertThat(problem.path("kind").asText()).isEqualTo("refused.base");
        assertThat(problem.path("line").asInt()).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithTheCommandLine() throws IOException {
        write(DOCKERFILE);
        Files.writeString(folder.resolve("model.joblib"), "x");

        assertThat(run("inspect", folder.resolve("none").toString()).error()).contains("There is no folder");
        assertThat(run("inspect", folder.toString(), "--edit", "main.py").error())
                .contains("There is no file main.py");
        Ran binary = run("inspect", folder.toString(), "--edit", "model.joblib");
        assertThat(binary.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(binary.error()).contains("how a comment is written in model.joblib");
        assertThat(run("inspect", folder.toString(), "--dockerfile", "x/y").error())
                .contains("There is no file x/y");
    }
}
