package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawProgressTest {

    private final BuildStream stream = new BuildStream(new BuildProgress(true, event -> {}), 1 << 20, () -> {});
    private final RawProgress progress = new RawProgress(stream);

    private void ends(String stdout, String stderr) throws IOException {
        accept(false, stdout);
        accept(true, stderr);
        progress.end();
    }

    private void accept(boolean error, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        progress.accept(error, bytes, bytes.length);
    }

    @Test
    void theIdIsTheImages() throws IOException {
        ends("sha256:00\n", "{\n}\n");

        assertThat(stream.imageId()).contains("sha256:00");
        assertThat(stream.error()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERROR: failed to solve: process did not complete: exit code: 1|process did not complete: exit code: 1",
                "ERROR: failed to build: failed to solve: x: not found|x: not found",
                "ERROR: failed to solve: dockerfile parse error on line 1: a|dockerfile parse error on line 1: a",
                "ERROR: dockerfile parse error on line 1: a|dockerfile parse error on line 1: a",
            })
    void whatTheBuilderRefusesIsWrongWithTheDockerfile(String line, String message) throws IOException {
        ends("", "   1 | >>> ERROR: failed to solve: no\n" + line + "\nERROR: failed to solve: of a RUN\n");

        assertThat(stream.error()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ERROR: Cannot connect to the Docker daemon at unix:///run/docker.sock. Is the docker daemon running?",
                "ERROR: failed to receive status: rpc error: code = Unavailable desc = EOF",
                "mktemp: failed to create directory: No space left on device",
                "Killed",
            })
    void whatElseIsWrongIsThePlatformsFault(String line) {
        assertThatThrownBy(() -> ends("", "{\n}\n" + line + "\n"))
                .isInstanceOf(EngineException.class)
                .hasMessageEndingWith(line);
        assertThat(stream.error()).isEmpty();
    }
}
