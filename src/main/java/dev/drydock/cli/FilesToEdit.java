package dev.drydock.cli;

import dev.drydock.content.Edit;
import dev.drydock.content.PlainFolder;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Chooses what to edit in somebody's folder to see what the build cache makes of it. */
final class FilesToEdit {

    /** Deeper folders are rarely the application's own. */
    private static final int DEEPEST = 3;

    private static final List<String> PACKAGES =
            List.of("requirements.txt", "requirements.in", "pyproject.toml", "environment.yml", "environment.yaml");
    private static final Set<String> SOURCES = Set.of("py", "js", "ts", "java", "go", "rs", "R", "jl", "sh");
    private static final List<String> USUAL = List.of("app", "main", "server", "serve", "train", "service", "api");

    private FilesToEdit() {}

    /** The application's source first, then the list of packages; none where there are none. */
    static List<Edit> in(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder, DEEPEST, new FileVisitOption[0])) {
            List<String> files = found.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.startsWith(".") && !file.contains("/."))
                    .toList();
            return Stream.concat(source(files).stream(), packages(files).stream())
                    .toList();
        }
    }

    private static Optional<Edit> source(List<String> files) {
        return files.stream()
                .filter(file -> SOURCES.contains(ending(file)))
                .min(Comparator.comparing(FilesToEdit::rank)
                        .thenComparing(file -> file.split("/").length)
                        .thenComparing(Comparator.naturalOrder()))
                .flatMap(file -> PlainFolder.edit("source", file));
    }

    private static int rank(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int rank = USUAL.indexOf(name.substring(0, name.length() - ending(name).length() - 1));
        return rank < 0 ? USUAL.size() : rank;
    }

    private static String ending(String file) {
        int dot = file.lastIndexOf('.');
        return dot < 0 ? "" : file.substring(dot + 1);
    }

    private static Optional<Edit> packages(List<String> files) {
        return PACKAGES.stream()
                .filter(files::contains)
                .findFirst()
                .flatMap(file -> PlainFolder.edit("packages", file));
    }
}
