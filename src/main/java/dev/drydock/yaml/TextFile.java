package dev.drydock.yaml;

import dev.drydock.text.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that an author wrote by hand. */
public final class TextFile {

    private final Path file;
    private final String name;

    /**
     * @param name how messages call it
     */
    public TextFile(Path file, String name) {
        this.file = file;
        this.name = name;
    }

    /**
     * Its text, without a byte order mark.
     *
     * @param kind what it should be, such as {@code a YAML file}
     * @param maxKibibytes anything larger is a mistake
     * @throws ContentException when it is missing, too large or not UTF-8
     */
    public String read(String kind, int maxKibibytes) {
        int most = maxKibibytes * 1024;
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(most + 1);
        } catch (NoSuchFileException missing) {
            throw whole("there is no such file", kind, "write it, or correct the path");
        } catch (IOException unreadable) {
            throw whole(
                    "it cannot be read (" + unreadable.getMessage() + ")",
                    "a file that this account may read",
                    "mend its permissions");
        }
        if (bytes.length > most) {
            throw whole(
                    "it is larger than " + maxKibibytes + " KiB",
                    "a file written by hand",
                    "move data to a file of its own");
        }
        return decoded(bytes);
    }

    private String decoded(byte[] bytes) {
        String text = Utf8.text(bytes)
                .orElseThrow(() -> whole("it is not UTF-8 text", "UTF-8", "save it with the encoding UTF-8"));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private ContentException whole(String what, String expected, String mend) {
        return new ContentException(Problem.whole(name, what, expected, mend));
    }
}
