package dev.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What is in the layers of an image, read from the engine's own directories in the sandbox. */
final class Layers {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST_MATCHES = 100;
    /** Ends grep early where it finds no end of files; a name may hold anything but NUL. */
    private static final String GREP =
            "export LC_ALL=C; text=$1; shift; grep -rlZF -D skip -e \"$text\" -- \"$@\" | head -z -n " + MOST_MATCHES;

    /** Prints the paths of files that equal standard input, each behind its digest; only those of its size are read. */
    private static final String EQUAL =
            "export LC_ALL=C; size=$1; shift; digest=$(sha256sum | cut -c 1-64); find \"$@\" -type f -size \"${size}c\" -print0"
                    + " | xargs -0 -r sha256sum -z -- | grep -z \"^$digest\" | head -z -n " + MOST_MATCHES;

    /** What a layer lists as a file is one, and what leads to it are directories: nothing leads out of the layer. */
    private static final String CONTENT = "head -c \"$1\" -- \"$2\"";

    private final SandboxShell shell;
    private final Images images;
    private final Supplier<IntUnaryOperator> insideIds;

    Layers(SandboxShell shell, Images images, Supplier<IntUnaryOperator> insideIds) {
        this.shell = shell;
        this.images = images;
        this.insideIds = insideIds;
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
        return LayerListing.parse(output.stdout(), insideIds.get());
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

    List<FoundFile> filesEqualTo(Image image, int fromLayer, byte[] content) {
        List<String> all = images.directories(image);
        if (fromLayer >= all.size()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of("sh", "-c", EQUAL, "sh", Integer.toString(content.length)));
        command.addAll(all.subList(fromLayer, all.size()));
        byte[] found = shell.exec(command, content, LIMIT).stdout();
        return Arrays.stream(new String(found, StandardCharsets.UTF_8).split("\0"))
                .filter(line -> line.contains("  "))
                .map(line -> line.substring(line.indexOf("  ") + 2))
                .flatMap(file -> IntStream.range(fromLayer, all.size())
                        .filter(index -> file.startsWith(all.get(index) + "/"))
                        .mapToObj(index -> new FoundFile(
                                index, file.substring(all.get(index).length()))))
                .toList();
    }

    byte[] content(Image image, int layer, String path, int maxBytes) {
        String file = images.directories(image).get(layer) + path;
        SandboxShell.Output output =
                shell.exec(List.of("sh", "-c", CONTENT, "sh", Integer.toString(maxBytes), file), new byte[0], LIMIT);
        if (output.exitCode() != 0) {
            throw new EngineException("A file of the image cannot be read: " + output.stderr());
        }
        return output.stdout();
    }
}
