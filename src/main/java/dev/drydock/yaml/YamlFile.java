package dev.drydock.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/** A YAML file as a tree whose nodes know the lines that they came from. */
public final class YamlFile {

    /** What people write by hand is far smaller; anything larger is a mistake. */
    static final int MAX_BYTES = 64 * 1024;

    private final String name;
    private final JsonNode tree;
    private final Map<String, Integer> lines;

    YamlFile(String name, JsonNode tree, Map<String, Integer> lines) {
        this.name = name;
        this.tree = tree;
        this.lines = lines;
    }

    /** Reads a file that messages call by its own path. */
    public static YamlFile read(Path file) {
        return read(file, file.toString());
    }

    /**
     * Reads a file.
     *
     * @param name how messages call it, such as its path relative to the content's root
     * @throws ContentException when it is missing, too large or not YAML
     */
    public static YamlFile read(Path file, String name) {
        return parse(text(file, name), name);
    }

    /** Reads a text. */
    public static YamlFile parse(String text, String name) {
        return new TreeReader(name).read(text);
    }

    private static String text(Path file, String name) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException missing) {
            throw whole(name, "there is no such file", "a YAML file", "write it, or correct the path");
        } catch (IOException unreadable) {
            throw whole(
                    name,
                    "it cannot be read (" + unreadable.getMessage() + ")",
                    "a file that this account may read",
                    "mend its permissions");
        }
        if (bytes.length > MAX_BYTES) {
            throw whole(name, "it is larger than 64 KiB", "a file written by hand", "move data to a file of its own");
        }
        return decoded(bytes, name);
    }

    private static String decoded(byte[] bytes, String name) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            throw whole(name, "it is not UTF-8 text", "UTF-8", "save it with the encoding UTF-8");
        }
    }

    private static ContentException whole(String name, String what, String expected, String mend) {
        return new ContentException(new Problem(name, OptionalInt.empty(), what, expected, mend));
    }

    /** How messages call the file. */
    public String name() {
        return name;
    }

    public JsonNode tree() {
        return tree;
    }

    /**
     * The line of a node: of its key for a value in a map. For a node that is not there, the line of what it would be in.
     *
     * @param pointer JSON Pointer, empty for the whole file
     */
    public int lineOf(String pointer) {
        String place = pointer;
        while (!lines.containsKey(place) && !place.isEmpty()) {
            place = place.substring(0, Math.max(0, place.lastIndexOf('/')));
        }
        return lines.getOrDefault(place, 1);
    }

    /** A problem with a node of this file. */
    public Problem problem(String pointer, String what, String expected, String mend) {
        return new Problem(name, OptionalInt.of(lineOf(pointer)), what, expected, mend);
    }

    /**
     * The file as a record, after it was found to fit the schema.
     *
     * @throws ContentException listing everything that does not fit
     */
    public <T extends Record> T as(Class<T> type, Schema schema) {
        var problems = schema.problems(this);
        if (!problems.isEmpty()) {
            throw new ContentException(problems);
        }
        return new Binder(this).bind("", type);
    }

    /**
     * A part of the file as a record.
     *
     * @throws ContentException when it cannot be bound
     */
    public <T extends Record> T as(Class<T> type, String pointer) {
        return new Binder(this).bind(pointer, type);
    }

    /** A key or index as part of a JSON Pointer. */
    public static String step(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
