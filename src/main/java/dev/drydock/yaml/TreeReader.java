package dev.drydock.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Turns the library's nodes into a Jackson tree and remembers the line of each. */
final class TreeReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 40;
    /** Aliases repeat what they stand for: a few lines of them could fill the memory. */
    private static final int MAX_NODES = 20_000;
    /** A number of more digits than this is a text without quotes. */
    private static final int MAX_DIGITS = 30;

    private final String name;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int nodes;

    TreeReader(String name) {
        this.name = name;
    }

    YamlFile read(String text) {
        Node root = compose(text);
        if (root == null) {
            throw new ContentException(new Problem(
                    name, OptionalInt.empty(), "the file is empty", "keys and values", "write its content"));
        }
        JsonNode tree = convert(root, "", 0);
        if (!problems.isEmpty()) {
            throw new ContentException(problems);
        }
        return new YamlFile(name, tree, Map.copyOf(lines));
    }

    private @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        try {
            ParserImpl parser = new ParserImpl(new StreamReader(new StringReader(text)), options);
            return new Composer(parser, new CoreResolver(), options).getSingleNode();
        } catch (MarkedYAMLException syntax) {
            throw new ContentException(SyntaxMessages.problem(name, text, syntax));
        } catch (YAMLException other) {
            throw new ContentException(SyntaxMessages.problem(name, other));
        }
    }

    private JsonNode convert(Node node, String pointer, int depth) {
        lines.putIfAbsent(pointer, line(node));
        nodes++;
        if (nodes > MAX_NODES || depth > MAX_DEPTH) {
            problems.add(new Problem(
                    name,
                    OptionalInt.of(line(node)),
                    "aliases (*name) make the file too large or let it contain itself",
                    "at most " + MAX_NODES + " values in " + MAX_DEPTH + " levels",
                    "write out what the aliases stand for"));
            throw new ContentException(problems);
        }
        return switch (node) {
            case MappingNode map -> object(map, pointer, depth);
            case SequenceNode list -> array(list, pointer, depth);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new IllegalStateException("unexpected node " + node.getNodeId());
        };
    }

    private ObjectNode object(MappingNode map, String pointer, int depth) {
        ObjectNode object = JSON.objectNode();
        Map<String, Integer> seen = new HashMap<>();
        for (NodeTuple entry : map.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(new Problem(
                        name,
                        OptionalInt.of(line(entry.getKeyNode())),
                        "a list or map is used as a key",
                        "a word as key",
                        "put quotes around a text that begins with [ or {"));
                continue;
            }
            String key = keyNode.getValue();
            Integer first = seen.putIfAbsent(key, line(keyNode));
            if (first != null) {
                problems.add(duplicate(key, first, line(keyNode)));
                continue;
            }
            String place = pointer + YamlFile.step(key);
            lines.put(place, line(keyNode));
            object.set(key, convert(entry.getValueNode(), place, depth + 1));
        }
        return object;
    }

    private Problem duplicate(String key, int first, int line) {
        return new Problem(
                name,
                OptionalInt.of(line),
                "\"" + key + "\" is here a second time (first in line " + first + ")",
                "each key once",
                "delete one of the two, or join their values");
    }

    private ArrayNode array(SequenceNode list, String pointer, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (Node element : list.getValue()) {
            array.add(convert(element, pointer + "/" + array.size(), depth + 1));
        }
        return array;
    }

    private JsonNode scalar(ScalarNode scalar) {
        String value = scalar.getValue();
        Tag tag = scalar.getTag();
        if (value.length() > MAX_DIGITS && (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT))) {
            tag = Tag.STR;
        }
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(value.toLowerCase(Locale.ROOT).equals("true"));
        }
        return number(tag, value, scalar);
    }

    private JsonNode number(Tag tag, String value, ScalarNode scalar) {
        try {
            if (tag.equals(Tag.INT)) {
                return integer(new BigInteger(value));
            }
            if (tag.equals(Tag.FLOAT)) {
                return JSON.numberNode(new BigDecimal(value).doubleValue());
            }
        } catch (NumberFormatException explicitTag) {
            problems.add(new Problem(
                    name,
                    OptionalInt.of(line(scalar)),
                    "\"" + value + "\" is tagged as a number and is none",
                    "a number",
                    "delete the tag (!!int or !!float)"));
        }
        return JSON.textNode(value);
    }

    private static JsonNode integer(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return JSON.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? JSON.numberNode(value.longValue()) : JSON.numberNode(value);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
