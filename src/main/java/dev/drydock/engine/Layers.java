package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** What is in the layers of an image, read from the engine's own directories in the sandbox. */
final class Layers {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST_MATCHES = 100;
    /** Ends grep early where it finds no end of files; a name may hold anything but NUL. */
    private static final String GREP =
            "export LC_ALL=C; text=$1; shift; grep -rlZF -D skip -e \"$text\" -- \"$@\" | head -z -n " + MOST_MATCHES;

    private final SandboxShell shell;
    private final Images images;
    private final IntUnaryOperator insideId;

    Layers(SandboxShell shell, Images images, IntUnaryOperator insideId) {
        this.shell = shell;
        this.images = images;
        this.insideId = insideId;
    }

    List<List<LayerFile>> from(Image image, int fromLayer) {
        return list(images.directories(image).subList(fromLayer, image.layers().size()));
    }

    List<LayerFile> at(Image image, int index) {
        return list(List.of(images.directories(image).get(index))).getFirst();
    }

    private List<List<LayerFile>> list(List<String> directories) {
        if (directories.isEmpty()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of("sh", "-c", LayerListing.SCRIPT, "sh"));
        command.addAll(directories);
        SandboxShell.Output output = shell.exec(command, new byte[0], LIMIT);
        if (output.exitCode() != 0) {
            throw new EngineException("The layers cannot be listed: " + output.stderr());
        }
        return LayerListing.parse(output.stdout(), insideId);
    }

    List<String> filesContaining(Image image, int fromLayer, String text) {
        if (text.isEmpty() || text.contains("\n") || text.contains("\0")) {
            throw new IllegalArgumentException("cannot be searched for: " + text);
        }
        List<String> directories =
                images.directories(image).subList(fromLayer, image.layers().size());
        if (directories.isEmpty()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of("sh", "-c", GREP, "sh", text));
        command.addAll(directories);
        byte[] found = shell.exec(command, new byte[0], LIMIT).stdout();
        Set<String> paths = new LinkedHashSet<>();
        for (String file : new String(found, StandardCharsets.UTF_8).split("\0")) {
            directories.stream()
                    .filter(directory -> file.startsWith(directory + "/"))
                    .findFirst()
                    .ifPresent(directory -> paths.add(file.substring(directory.length())));
        }
        return List.copyOf(paths);
    }
}
