package dev.drydock.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/** A YAML file as a tree whose nodes know the lines that they came from. */
public final class YamlFile {

    /** What people write by hand is far smaller; anything larger is a mistake. */
    private static final int MAX_KIBIBYTES = 64;

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
        return parse(new TextFile(file, name).read("a YAML file", MAX_KIBIBYTES), name);
    }

    /** Reads a text. */
    public static YamlFile parse(String text, String name) {
        return new TreeReader(name).read(text);
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
