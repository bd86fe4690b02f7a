package dev.drydock.content;

import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folders under {@code variants/}: files that take the place of those of the context. */
final class VariantFiles {

    private VariantFiles() {}

    private static Path place(Path exercise, Variant variant) {
        return exercise.resolve("variants").resolve(variant.name());
    }

    static Map<String, byte[]> read(Path exercise, Variant variant, int number) {
        Map<String, byte[]> files = new TreeMap<>();
        Path folder = place(exercise, variant);
        try {
            for (Path file : files(folder)) {
                byte[] content = Files.readAllBytes(file);
                files.put(
                        ContentHash.relative(folder, file),
                        variant.placeholder()
                                .map(text -> filled(content, text, number))
                                .orElse(content));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    /** Byte by byte, whatever the file is. */
    private static byte[] filled(byte[] content, String placeholder, int number) {
        return new String(content, StandardCharsets.ISO_8859_1)
                .replace(placeholder, "%06d".formatted(number))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What keeps a variant from being one. */
    static void check(
            YamlFile file,
            String pointer,
            Variant variant,
            ExerciseSettings settings,
            Path exercise,
            List<Problem> problems) {
        Path folder = place(exercise, variant);
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            problems.add(file.problem(
                    pointer + "/name",
                    "there is no file in variants/" + variant.name() + "/",
                    "the files that take the place of those of the context",
                    "put them there, each under its path in the context"));
        }
        files.forEach(path -> misplaced(ContentHash.relative(folder, path), settings, exercise)
                .ifPresent(why -> problems.add(file.problem(
                        pointer + "/name",
                        "variants/" + variant.name() + "/" + ContentHash.relative(folder, path) + " " + why,
                        "files that were handed out and that learners may not edit",
                        "take it out, or correct its path"))));
    }

    private static Optional<String> misplaced(String path, ExerciseSettings settings, Path exercise) {
        if (settings.mayEdit(path)) {
            return Optional.of("takes the place of what learners write");
        }
        return Files.isRegularFile(exercise.resolve("context").resolve(path))
                ? Optional.empty()
                : Optional.of("takes the place of no file of the context");
    }
}
