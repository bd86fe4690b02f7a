package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.engine.LayerFile.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("engine")
class ImageEngineTest {

    @RegisterExtension
    static final EngineFixture fixture = new EngineFixture();

    private static final String DOCKERFILE = """
            FROM %s
            ENV B=2 A="1 2"
            RUN mkdir -p /d/sub && printf 0123456789 > /d/ten && ln /d/ten /d/also-ten && ln -s ../etc /d/link \
             && chown 1000:1001 /d/ten && chmod 4750 /d/ten && printf 'SECRET-%%s' canary > /d/sub/secret
            LABEL role=test
            RUN true
            RUN rm /d/sub/secret && rm -rf /d/sub && mkdir /d/sub && touch "$(printf '/d/sub/new\\nline \\\\ ü')"
            RUN rm /d/also-ten
            HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=2 CMD curl -f localhost
            EXPOSE 5000 53/udp
            USER app:app
            STOPSIGNAL SIGINT
            VOLUME /data
            WORKDIR /work
            ENTRYPOINT ["python"]
            CMD ["-V"]
            """.formatted(EngineFixture.BASE);

    private static Image base;
    private static Image image;
    private static List<List<LayerFile>> layers;

    @BeforeAll
    static void build() {
        base = fixture.engine.image(EngineFixture.BASE);
        image = fixture.image("layers", DOCKERFILE, Map.of());
        layers = fixture.engine.layerFilesFrom(image, base.layers().size());
    }

    @Test
    void readsTheConfiguration() {
        ImageConfig config = image.config();

        assertThat(config.user()).isEqualTo("app:app");
        assertThat(config.workingDir()).isEqualTo("/work");
        assertThat(config.environment())
                .containsEntry("A", "1 2")
                .containsEntry("B", "2")
                .containsKey("PATH");
        assertThat(config.environment().keySet()).endsWith("B", "A");
        assertThat(config.entrypoint()).containsExactly("python");
        assertThat(config.command()).containsExactly("-V");
        assertThat(config.exposedPorts()).containsExactlyInAnyOrder("5000/tcp", "53/udp");
        assertThat(config.volumes()).containsExactly("/data");
        assertThat(config.labels()).containsEntry("role", "test");
        assertThat(config.stopSignal()).contains("SIGINT");
        assertThat(config.healthcheck())
                .contains(new ImageConfig.Healthcheck(
                        List.of("CMD-SHELL", "curl -f localhost"),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5),
                        2));
    }

    @Test
    void joinsHistoryToLayersAlsoToOnesWithoutBytes() {
        assertThat(image.layersSharedWith(base)).isEqualTo(base.layers().size());
        List<Image.HistoryEntry> own =
                image.history().subList(base.history().size(), image.history().size());
        int first = base.layers().size();

        assertThat(own)
                .extracting(Image.HistoryEntry::createdBy)
                .satisfiesExactly(
                        entry -> assertThat(entry).startsWith("ENV B=2"),
                        entry -> assertThat(entry).startsWith("RUN /bin/sh -c mkdir"),
                        entry -> assertThat(entry).startsWith("LABEL"),
                        entry -> assertThat(entry).startsWith("RUN /bin/sh -c true"),
                        entry -> assertThat(entry).startsWith("RUN /bin/sh -c rm /d/sub"),
                        entry -> assertThat(entry).startsWith("RUN /bin/sh -c rm /d/also"),
                        entry -> assertThat(entry).startsWith("HEALTHCHECK"),
                        entry -> assertThat(entry).startsWith("EXPOSE"),
                        entry -> assertThat(entry).startsWith("USER"),
                        entry -> assertThat(entry).startsWith("STOPSIGNAL"),
                        entry -> assertThat(entry).startsWith("VOLUME"),
                        entry -> assertThat(entry).startsWith("WORKDIR"),
                        entry -> assertThat(entry).startsWith("ENTRYPOINT"),
                        entry -> assertThat(entry).startsWith("CMD"));
        assertThat(own)
                .extracting(Image.HistoryEntry::layer)
                .filteredOn(OptionalInt::isPresent)
                .extracting(OptionalInt::getAsInt)
                .containsExactly(first, first + 1, first + 2, first + 3, first + 4);
        assertThat(image.layers()).hasSize(first + 5);
    }

    @Test
    void countsBytesOfEachLayer() {
        List<Image.Layer> own =
                image.layers().subList(base.layers().size(), image.layers().size());

        // Ten bytes under two names, and a secret of 13.
        assertThat(own).extracting(Image.Layer::bytes).containsExactly(23L, 0L, 0L, 0L, 0L);
        assertThat(own.getFirst().createdBy()).contains("0123456789");
        assertThat(image.bytesFrom(base.layers().size())).isEqualTo(23);
    }

    @Test
    void listsFilesWithOwnersAsInTheContainer() {
        assertThat(layers.getFirst())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("sameFile")
                .contains(
                        new LayerFile("/d/ten", Kind.FILE, 0, 04750, 1000, 1001, Optional.empty()),
                        new LayerFile("/d/also-ten", Kind.FILE, 10, 04750, 1000, 1001, Optional.empty()),
                        new LayerFile("/d/link", Kind.SYMLINK, 0, 0777, 0, 0, Optional.of("../etc")),
                        new LayerFile("/d/sub/secret", Kind.FILE, 13, 0644, 0, 0, Optional.empty()));
        assertThat(layers.getFirst()).allMatch(file -> file.uid() < 65536);
        assertThat(layers.getFirst().stream()
                        .filter(file -> file.path().endsWith("ten"))
                        .map(LayerFile::sameFile)
                        .distinct())
                .as("hard links have a number in common")
                .singleElement()
                .isNotEqualTo(0L);
    }

    @Test
    void readsFilesAndFindsTextsInAllLayersDeletedOnesToo() {
        int first = base.layers().size();

        assertThat(fixture.engine.content(image, first, "/d/ten", 4)).asString().isEqualTo("0123");
        assertThat(fixture.engine.content(image, first, "/d/sub/secret", 100)).hasSize(13);
        List<TextMatch> found = new ArrayList<>();
        fixture.engine.search(
                image,
                first,
                new SearchTerms("23+45.7", List.of("234")),
                List.of(new FileInLayer(first, "/d/also-ten")),
                found::add);
        assertThat(found).containsExactly(new TextMatch(first, "/d/ten", "123456789"));
        assertThatThrownBy(() -> fixture.engine.content(image, first, "/no/such", 4))
                .isInstanceOf(EngineException.class);
    }

    @Test
    void seesWhatALayerHides() {
        assertThat(layers.get(2))
                .contains(
                        new LayerFile("/d/sub", Kind.OPAQUE_DIRECTORY, 0, 0755, 0, 0, Optional.empty()),
                        new LayerFile("/d/sub/new\nline \\ ü", Kind.FILE, 0, 0644, 0, 0, Optional.empty()));
        assertThat(layers.get(3))
                .extracting(LayerFile::path, LayerFile::kind)
                .contains(Tuple.tuple("/d/also-ten", Kind.WHITEOUT));
    }

    @Test
    void oneLayerIsTheSameAsOneOfAll() {
        int last = image.layers().size() - 1;

        assertThat(fixture.engine.layerFiles(image, last)).isEqualTo(layers.getLast());
        assertThat(fixture.engine.layerFiles(image, 0)).hasSizeGreaterThan(1000);
    }

    @Test
    void findsBytesInDeletedFiles() {
        assertThat(fixture.engine.filesContaining(image, base.layers().size(), "SECRET-canary"))
                .containsExactly("/d/sub/secret");
        assertThat(fixture.engine.filesContaining(image, base.layers().size() + 1, "SECRET-canary"))
                .isEmpty();
        assertThat(fixture.engine.filesContaining(image, 0, "-no-such-thing-anywhere-"))
                .isEmpty();
    }

    @Test
    void anUnknownImageIsAnError() {
        assertThatThrownBy(() -> fixture.engine.image("nosuch")).isInstanceOf(EngineException.class);
    }
}
