package dev.drydock.content;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes folders by a shell script: Java cannot write names that the machine's locale has no characters for, nor pipes and
 * devices.
 */
final class DescribedFolder {

    private DescribedFolder() {}

    static void write(DescribedArchive archive, Path place) throws IOException {
        Files.createDirectory(place);
        Set<String> script = new LinkedHashSet<>(List.of("set -e", "umask 022"));
        archive.named().forEach(named -> add(named.name(), named.entry(), script));
        Process shell = new ProcessBuilder("sh")
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        try (OutputStream in = shell.getOutputStream()) {
            in.write((String.join("\n", script) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        if (shell.onExit().join().exitValue() != 0) {
            throw new IOException("cannot write the folder by " + script);
        }
    }

    private static void add(byte[] rawName, DescribedArchive.Entry entry, Set<String> script) {
        String name = new String(rawName, StandardCharsets.ISO_8859_1);
        int slash = name.lastIndexOf('/');
        if (slash > 0) {
            script.add("mkdir -p " + quoted(name.substring(0, slash)));
        }
        String target = quoted(entry.target().orElse(""));
        String quoted = quoted(name);
        switch (entry.sort()) {
            case FILE -> {
                script.add("printf %s " + quoted(entry.content().orElse("")) + " > " + quoted);
                entry.zeros().ifPresent(zeros -> script.add("truncate -s " + zeros + " " + quoted));
            }
            case DIRECTORY -> script.add("mkdir -p " + quoted);
            case SYMLINK -> script.add("ln -s " + target + " " + quoted);
            case HARDLINK -> script.add("ln " + target + " " + quoted);
            case FIFO -> script.add("mkfifo " + quoted);
            case DEVICE, SPARSE, UNKNOWN -> throw new IllegalArgumentException("cannot make a " + entry.sort());
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
