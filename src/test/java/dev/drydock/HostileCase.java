package dev.drydock;

import dev.drydock.yaml.Key;
import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;
import dev.drydock.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An input that somebody may send by mistake or on purpose, and how Drydock has to answer it: one folder under {@code
 * src/test/resources/hostile/<tier>/}. A case is added by adding a folder.
 *
 * @param name of its folder
 * @param folder where it lies
 * @param expected what its {@code case.yaml} says
 */
public record HostileCase(String name, Path folder, Expected expected) {

    private static final Path ROOT = Path.of(
                    Optional.ofNullable(System.getenv("DRYDOCK_ROOT")).orElse("."))
            .resolve("src/test/resources/hostile");
    private static final Schema SCHEMA =
            new Schema(new RecordSchema(Mappers.DOCUMENTS).document("Hostile case", Expected.class));

    /** What {@code case.yaml} says. */
    public record Expected(
            @Key(value = "What is sent, in one sentence.", min = 1)
            String about,

            @Key(value = "Exit status of drydock grade.", min = 0, max = 2)
            int exit,

            @Key("Kind of the verdict's problem, such as refused.base; none where checks fail instead.")
            Optional<String> kind,

            @Key(value = "Line that the problem names.", min = 1)
            Optional<Integer> line,

            @Key(
                    value = "Ids of exactly the checks that fail or are only partly passed;"
                            + " none where the moment decides which they are.",
                    optional = true)
            List<String> fails,

            @Key(
                    value = "Parts of the message, in any order; the limit and by how much it was passed among them.",
                    optional = true)
            List<String> says,

            @Key("Limits other than the usual ones, for builds.")
            Optional<Limits> limits) {

        /** Limits that are worth trying only where they are small. */
        public record Limits(
                @Key(value = "Seconds of one build.", min = 1)
                Optional<Integer> buildSeconds,

                @Key(value = "Size of the sandbox's disk in MiB.", min = 512)
                Optional<Integer> diskMiB) {}

        public Expected {
            fails = List.copyOf(fails);
            says = List.copyOf(says);
        }
    }

    /** All cases of a tier, sorted by name. */
    public static List<HostileCase> of(String tier) {
        try (Stream<Path> folders = Files.list(ROOT.resolve(tier))) {
            return folders.sorted().map(HostileCase::read).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What another learner sends to the same sandbox afterwards, if the case says so. */
    public Optional<HostileCase> then() {
        Path folder = this.folder.resolve("then");
        return Files.isDirectory(folder) ? Optional.of(read(folder)) : Optional.empty();
    }

    /** The files of a case, or of any folder, by name; what describes the case is none of them. */
    public static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        }
        files.remove("case.yaml");
        return files;
    }

    private static HostileCase read(Path folder) {
        Expected expected = YamlFile.read(folder.resolve("case.yaml")).as(Expected.class, SCHEMA);
        return new HostileCase(String.valueOf(folder.getFileName()), folder, expected);
    }

    @Override
    public String toString() {
        return name;
    }
}
