package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.RunRequest.Program;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that are given to a container, and those that it leaves behind. */
@Tag("engine")
class ContainerFilesEngineTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    private static final int MOST = 1000;

    private Container container = new Container("", "", Optional.of("none"));

    @AfterEach
    void remove() {
        fixture.engine.remove(container);
    }

    private String run(Image image, Map<String, String> files, String script) {
        Map<String, PlacedFile> given = new HashMap<>();
        files.forEach(
                (path, text) -> given.put(path, new PlacedFile(text.getBytes(StandardCharsets.UTF_8), 1000, 1001)));
        container = fixture.engine.run(new RunRequest(
                        image.id(),
                        Map.of(),
                        false,
                        Optional.empty(),
                        EngineFixture.limits(256 << 20),
                        new Program(List.of("sh", "-c", script)),
                        Optional.empty())
                .with(given));
        ContainerState ended = fixture.engine.await(container, state -> !state.running(), Duration.ofSeconds(30));
        return ended.error().orElseGet(() -> fixture.engine.logs(container, 10_000));
    }

    private Optional<String> file(String path) {
        return fixture.engine.file(container, path, MOST).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Image image(String tag) {
        return fixture.image(tag, """
                FROM %s
                RUN mkdir /app /out /data && echo old > /app/program && chown 1000:1000 /app /out /data && chmod 700 /out
                VOLUME /out /data
                USER 1000
                """.formatted(EngineFixture.BASE), Map.of());
    }

    @Test
    void filesOfOursReplaceTheImagesAndLieInItsVolumes() {
        String said = run(
                image("furnished"),
                Map.of("/app/program", "new", "/data/deep/points.json", "[1]"),
                "cat /app/program /data/deep/points.json; stat -c ' %u %a' /app /data; stat -c '%u %g %a' /app/program");

        assertThat(said).isEqualTo("new[1] 1000 755\n 1000 755\n1000 1001 666\n");
    }

    @Test
    void whatItWroteIsReadFromVolumesAndLayersWhenItHasEnded() {
        run(image("writing"), Map.of(), "echo result > /out/model.json; echo note > /app/note; exit 3");

        assertThat(file("/out/model.json")).contains("result\n");
        assertThat(file("/app/note")).contains("note\n");
        assertThat(file("/app/program")).contains("old\n");
    }

    @Test
    void whatItWroteIntoItsOwnLayerIsFoundByName() {
        run(image("leaving"), Map.of(), "mkdir -p /app/deep && touch /app/deep/a.pyc /app/b.pyc /app/b.py /out/c.pyc");

        assertThat(fixture.engine.written(container, "*.pyc"))
                .containsExactlyInAnyOrder("/app/deep/a.pyc", "/app/b.pyc");
        assertThat(fixture.engine.written(container, "program"))
                .as("of the image")
                .isEmpty();
    }

    @Test
    void whatIsNoPlainFileOrTooLargeIsNotRead() {
        run(image("tricky"), Map.of(), """
                ln -s /etc/passwd /out/link; mkdir /out/folder; mkfifo /out/pipe; head -c 1001 /dev/zero > /out/large
                truncate -s 1T /out/sparse
                """);

        assertThat(file("/out/link")).isEmpty();
        assertThat(file("/out/folder")).isEmpty();
        assertThat(file("/out/pipe")).isEmpty();
        assertThat(file("/out/large")).isEmpty();
        // Reading it to its end would take for ever.
        assertThat(file("/out/sparse")).isEmpty();
        assertThat(file("/out/missing")).isEmpty();
        assertThat(file("/app/program/below-a-file")).isEmpty();
    }
}
