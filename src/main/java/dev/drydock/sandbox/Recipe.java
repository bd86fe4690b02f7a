package dev.drydock.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder under {@code bases/recipes} that makes a root file system from this machine's Debian packages: its script
 * {@code build OUTDIR} writes one tar, its file {@code changes} says how the image is to be run.
 */
record Recipe(Path folder) {

    private static final int TAIL = 15;

    static Recipe named(Home home, String name) {
        return new Recipe(home.bases().resolve("recipes").resolve(name));
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** Lines as {@code docker import --change} takes them. */
    List<String> changes() {
        return lines("changes");
    }

    /** Recipes whose files this one uses, as its file {@code uses} names them; most have none. */
    private List<Path> used() {
        return Files.exists(folder.resolve("uses"))
                ? lines("uses").stream().map(folder::resolveSibling).toList()
                : List.of();
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(folder.resolve(file)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Digest of everything the result depends on that lies in the checkout: the recipe, what it uses of other recipes,
     * what all recipes share, and the given other folders. What Debian's archive holds on the day is not part of it.
     */
    String fingerprint(Path... others) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            addTo(digest, folder);
            for (Path used : used()) {
                addTo(digest, used);
            }
            addTo(digest, folder.resolveSibling("lib.sh"));
            addTo(digest, folder.resolveSibling("slim"));
            for (Path other : others) {
                addTo(digest, other);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void addTo(MessageDigest digest, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> sorted = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file ->
                            !file.toString().endsWith(".md") && !file.toString().contains("__pycache__"))
                    .sorted()
                    .toList();
            for (Path file : sorted) {
                digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(Files.readAllBytes(file));
            }
        }
    }

    /**
     * Runs the recipe.
     *
     * @param out existing folder that receives the tar
     * @throws PreparationException with the end of what the recipe printed
     */
    void run(Path out, Progress progress) {
        Deque<String> tail = new ArrayDeque<>();
        try {
            Process process = new ProcessBuilder(folder.resolve("build").toString(), out.toString())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    progress.say(name(), line);
                    tail.addLast(line);
                    if (tail.size() > TAIL) {
                        tail.removeFirst();
                    }
                }
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new PreparationException(
                        "The recipe " + name() + " failed (exit status " + status + "):\n" + String.join("\n", tail),
                        "Check that apt-get update works on this machine, then run ./drydock bases prepare again; it "
                                + "goes on where it stopped.");
            }
        } catch (IOException e) {
            throw new PreparationException(
                    "The recipe " + name() + " cannot be run: " + e.getMessage(),
                    "Run ./drydock doctor to see what is missing.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PreparationException("The preparation was interrupted.", "Run the command again.", e);
        }
    }
}
