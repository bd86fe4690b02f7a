package dev.drydock.cli;

import dev.drydock.content.Exercise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lines of a submission's files, for quoting the guilty ones. */
final class Sources {

    private final List<Path> folders;
    private final Map<String, byte[]> replaced;

    Sources(List<Path> folders, Map<String, byte[]> replaced, Exercise exercise) {
        this.folders = new ArrayList<>(folders);
        this.folders.addFirst(exercise.context());
        this.replaced = replaced;
    }

    /** None for a file that is not there. */
    List<String> lines(String path) {
        byte[] given = replaced.get(path);
        if (given != null) {
            return new String(given, StandardCharsets.UTF_8).lines().toList();
        }
        return folders.reversed().stream()
                .map(folder -> folder.resolve(path))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Sources::read)
                .orElse(List.of());
    }

    private static List<String> read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            // A verdict without the quoted line is better than none.
            return List.of();
        }
    }
}
