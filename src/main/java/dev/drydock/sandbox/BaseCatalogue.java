package dev.drydock.sandbox;

import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;
import dev.drydock.yaml.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The bases that submissions may build FROM, as {@code bases/catalogue.yaml} lists them. */
public final class BaseCatalogue {

    private static final String HUB = "docker.io/";
    private static final String LIBRARY = "library/";

    private final List<Base> bases;

    public BaseCatalogue(List<Base> bases) {
        this.bases = List.copyOf(bases);
    }

    /**
     * Reads the catalogue.
     *
     * @throws dev.drydock.yaml.ContentException with file and line of every mistake
     */
    public static BaseCatalogue load(Home home) {
        var schema = new Schema(new RecordSchema(Mappers.CONTENT).document("Base catalogue", CatalogueFile.class));
        Path file = home.bases().resolve("catalogue.yaml");
        return new BaseCatalogue(YamlFile.read(file, "bases/catalogue.yaml")
                .as(CatalogueFile.class, schema)
                .bases());
    }

    private record CatalogueFile(List<Base> bases) {}

    public List<Base> bases() {
        return bases;
    }

    /** Those that {@code drydock up} prepares. */
    public List<Base> ofFirstExercise() {
        return bases.stream()
                .filter(base -> base.firstUse() == Base.FirstUse.UP)
                .toList();
    }

    /**
     * The base that a reference in a Dockerfile means. {@code python:3.11-slim},
     * {@code docker.io/library/python:3.11-slim} and the same with a known digest are one base.
     */
    public Optional<Base> find(String reference) {
        String plain = withoutHub(reference);
        int at = plain.indexOf('@');
        if (at < 0) {
            return bases.stream()
                    .filter(base -> names(base).anyMatch(plain::equals))
                    .findFirst();
        }
        String name = plain.substring(0, at);
        String digest = plain.substring(at + 1);
        return bases.stream()
                .filter(base -> !base.digest().isEmpty() && base.digest().equals(digest))
                .filter(base -> names(base).anyMatch(full -> full.equals(name) || full.startsWith(name + ":")))
                .findFirst();
    }

    private static Stream<String> names(Base base) {
        return Stream.concat(Stream.of(base.ref()), base.aliases().stream());
    }

    private static String withoutHub(String reference) {
        String rest = reference.startsWith(HUB) ? reference.substring(HUB.length()) : reference;
        return rest.startsWith(LIBRARY) ? rest.substring(LIBRARY.length()) : rest;
    }
}
