package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.grading.VerdictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code grade} answers before any engine is asked. */
class GradeCommandTest {

    private static final String EXERCISE = "first-ml-container";
    private static final Path FOLDER = Path.of("exercises", EXERCISE);

    @TempDir
    Path temporary;

    /** Exit status and what went to standard error. */
    private record Ran(int status, String error) {}

    private static Ran run(String... arguments) {
        PrintStream before = System.err;
        var error = new ByteArrayOutputStream();
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
        try {
            return new Ran(Main.run(arguments), error.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    private JsonNode verdictOn(Path folder) throws IOException {
        Path file = temporary.resolve("verdict.json");
        Ran ran = run("grade", EXERCISE, folder.toString(), "--format", "json", "--output", file.toString());
        assertThat(ran.status()).isEqualTo(ExitStatus.USAGE);
        JsonNode verdict = new ObjectMapper().readTree(Files.readString(file));
        assertThat(VerdictJson.validate(verdict)).isEmpty();
        return verdict;
    }

    @Test
    void refusesBaseThatIsNotOfferedWithFileAndLine() throws IOException {
        JsonNode verdict = verdictOn(FOLDER.resolve("wrong/unlisted-base"));
        assertThat(verdict.path("outcome").asText()).isEqualTo("invalid");
        JsonNode problem = verdict.path("problem");
        assertThat(problem.path("kind").asText()).isEqualTo("refused.base");
        assertThat(problem.path("line").asInt()).isPositive();
        assertThat(problem.path("mend").asText()).contains("python:3.11-slim");
    }

    @Test
    void refusesFileThatMayNotBeChanged() throws IOException {
        Files.writeString(temporary.resolve("Dockerfile"), "FROM python:3.11-slim\n");
        Files.writeString(temporary.resolve("model.joblib"), "another model");
        JsonNode problem = verdictOn(temporary).path("problem");
        assertThat(problem.path("file").asText()).isEqualTo("model.joblib");
        assertThat(problem.path("mend").asText()).isNotBlank();
    }

    @Test
    void refusesDockerfileThatCannotBeRead() throws IOException {
        Files.writeString(temporary.resolve("Dockerfile"), "FROM python:3.11-slim\nRUM pip install flask\n");
        JsonNode problem = verdictOn(temporary).path("problem");
        assertThat(problem.path("kind").asText()).isEqualTo("dockerfile.syntax");
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("mend").asText()).contains("RUN");
    }

    /** An archive of one file. */
    private Path zip(String name, String content) throws IOException {
        Path file = temporary.resolve("submission.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void namesTheEntryThatLeavesTheArchive() throws IOException {
        JsonNode problem = verdictOn(zip("../escaped", "x")).path("problem");
        assertThat(problem.path("kind").asText()).isEqualTo("submission.name");
        assertThat(problem.path("file").asText()).isEqualTo("../escaped");
        assertThat(temporary.resolveSibling("escaped")).doesNotExist();
    }

    @Test
    void quotesTheGuiltyLineOfAnArchive() throws IOException {
        Path archive = zip("my-solution/Dockerfile", "FROM python:3.11-slim\nRUM pip install flask\n");
        Path text = temporary.resolve("verdict.txt");
        Ran ran = run("grade", EXERCISE, archive.toString(), "--output", text.toString());
        assertThat(ran.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(Files.readString(text)).contains("RUM pip install flask");
    }

    @Test
    void readsNoDeviceAsASubmission() {
        Ran ran = run("grade", EXERCISE, "/dev/zero");
        assertThat(ran.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(ran.error()).contains("/dev/zero").contains("neither a folder nor a file");
    }

    @Test
    void namesTheNearestExerciseForAnUnknownOne() {
        Ran ran = run("grade", "first-ml-contaner");
        assertThat(ran.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(ran.error()).contains(EXERCISE);
    }

    @Test
    void saysWhichFolderIsMissing() {
        Ran ran = run("grade", EXERCISE, "no-such-folder");
        assertThat(ran.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(ran.error()).contains("no-such-folder");
    }

    @Test
    void saysThatTheReplacementDockerfileIsMissing() {
        Ran ran = run("grade", EXERCISE, "--dockerfile", "no-such-file");
        assertThat(ran.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(ran.error()).contains("no-such-file");
    }

    @Test
    void versionIsThatOfThePom() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<version>" + Version.TEXT + "</version>");
    }
}
