package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} in a process of its own. */
class VerifyCommandTest {

    @TempDir
    Path folder;

    private record Ran(int status, String out, String error) {}

    @Test
    void isContentWithThisRepository() throws Exception {
        Ran ran = verify(Path.of(""));

        assertThat(ran.out()).isEmpty();
        assertThat(ran.error()).contains("Nothing is wrong with the content.");
        assertThat(ran.status()).isEqualTo(ExitStatus.PASSED);
    }

    @Test
    void namesFileAndLineOfWhatIsWrong() throws Exception {
        write("lessons/01-why/lesson.md", """
                ---
                schemaVersion: 1
                title: Why
                summary: Why.
                goals: [You know why.]
                sources: []
                ---
                With pytorch.
                """);

        Ran ran = verify(folder);

        assertThat(ran.out().lines())
                .contains("lessons/01-why/lesson.md:8: \"pytorch\" is written otherwise; PyTorch; write it so");
        assertThat(ran.error()).containsPattern("\\d+ things are wrong\\.");
        assertThat(ran.status()).isEqualTo(ExitStatus.NOT_PASSED);
    }

    @Test
    void namesFileAndLineOfWhatCannotBeRead() throws Exception {
        write("lessons/01-why/lesson.md", "---\ntitle: [\n---\n");

        Ran ran = verify(folder);

        assertThat(ran.out()).startsWith("lessons/01-why/lesson.md:");
        assertThat(ran.status()).isEqualTo(ExitStatus.NOT_PASSED);
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Ran verify(Path root) throws IOException, InterruptedException {
        Path error = folder.resolve("error");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.drydock.cli.Main",
                        "verify")
                .redirectError(error.toFile());
        builder.environment().put("DRYDOCK_HOME", folder.resolve("home").toString());
        builder.environment().put("DRYDOCK_ROOT", root.toAbsolutePath().toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, Files.readString(error));
    }
}
