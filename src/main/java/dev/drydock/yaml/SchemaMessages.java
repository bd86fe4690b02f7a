package dev.drydock.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import dev.drydock.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Says what a file violates so that its author knows what to do next. */
final class SchemaMessages {

    private static final int QUOTED = 60;

    private static final Map<String, String> TYPES = Map.of(
            "string", "a text",
            "integer", "a whole number",
            "number", "a number",
            "boolean", "true or false",
            "array", "a list",
            "object", "a map of keys and values",
            "null", "nothing");

    private final JsonNode schema;
    private final YamlFile file;

    SchemaMessages(JsonNode schema, YamlFile file) {
        this.schema = schema;
        this.file = file;
    }

    Problem problem(ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        JsonNode value = file.tree().at(pointer);
        JsonNode rules = rules(message);
        return switch (message.getType()) {
            case "additionalProperties", "unevaluatedProperties" -> unknownKey(pointer, message.getProperty(), rules);
            case "required" -> missingKey(pointer, message.getProperty(), rules);
            case "enum" -> notInList(pointer, value, rules.path("enum"));
            case "const" ->
                file.problem(
                        pointer,
                        name(pointer) + " is " + shown(value),
                        "it is always " + shown(rules.path("const")),
                        "write " + shown(rules.path("const")));
            case "type" -> wrongType(pointer, value, rules.path("type"));
            case "pattern" ->
                file.problem(
                        pointer,
                        name(pointer) + " is " + shown(value),
                        rules.path("$comment")
                                .asText("a text that matches "
                                        + rules.path("pattern").asText()),
                        "change the text");
            default -> bounds(pointer, value, rules, message);
        };
    }

    private Problem bounds(String pointer, JsonNode value, JsonNode rules, ValidationMessage message) {
        String limit = rules.path(message.getType()).asText();
        return switch (message.getType()) {
            case "minimum" -> outside(pointer, value, "at least " + limit, "raise it");
            case "maximum" -> outside(pointer, value, "at most " + limit, "lower it");
            case "exclusiveMinimum" -> outside(pointer, value, "more than " + limit, "raise it");
            case "exclusiveMaximum" -> outside(pointer, value, "less than " + limit, "lower it");
            case "minLength" ->
                value.asText().isEmpty()
                        ? file.problem(pointer, name(pointer) + " is empty", "a text", "write it")
                        : outside(pointer, value, "at least " + limit + " characters", "say more");
            case "maxLength" -> outside(pointer, value, "at most " + limit + " characters", "shorten it");
            case "minItems" ->
                file.problem(pointer, name(pointer) + " has too few items", "at least " + limit, "add what is missing");
            case "maxItems" ->
                file.problem(pointer, name(pointer) + " has too many items", "at most " + limit, "delete some");
            case "uniqueItems" ->
                file.problem(
                        pointer, name(pointer) + " lists something twice", "each item once", "delete the second one");
            default -> file.problem(pointer, name(pointer) + " does not fit", message.getMessage(), "correct it");
        };
    }

    private Problem outside(String pointer, JsonNode value, String expected, String mend) {
        return file.problem(pointer, name(pointer) + " is " + shown(value), expected, mend);
    }

    private Problem unknownKey(String pointer, String key, JsonNode rules) {
        List<String> known = names(rules.path("properties"));
        Optional<String> nearest = Nearest.to(key, known);
        return file.problem(
                pointer + YamlFile.step(key),
                "unknown key \"" + key + "\"" + within(pointer),
                known.isEmpty() ? "no keys at all" : "one of " + String.join(", ", known),
                nearest.map(name -> "write \"" + name + "\"").orElse("delete it, or correct its name"));
    }

    private Problem missingKey(String pointer, String key, JsonNode rules) {
        JsonNode wanted = resolved(rules.path("properties").path(key));
        String means = wanted.path("description").asText("");
        return file.problem(
                pointer,
                "the key \"" + key + "\" is missing" + within(pointer),
                "\"" + key + "\": " + (means.isEmpty() ? shape(wanted) : uncapitalised(means)),
                "add \"" + key + ": …\"");
    }

    private static String shape(JsonNode wanted) {
        if (wanted.has("enum")) {
            return "one of " + String.join(", ", texts(wanted.path("enum")));
        }
        return wanted.has("required")
                ? "a map with " + String.join(", ", texts(wanted.path("required")))
                : TYPES.getOrDefault(wanted.path("type").asText(), "a value");
    }

    private Problem notInList(String pointer, JsonNode value, JsonNode allowed) {
        List<String> names = texts(allowed);
        Optional<String> nearest = Nearest.to(value.asText(), names);
        return file.problem(
                pointer,
                name(pointer) + " is " + shown(value),
                "one of " + String.join(", ", names),
                nearest.map(best -> "write \"" + best + "\"").orElse("choose one of them"));
    }

    private Problem wrongType(String pointer, JsonNode value, JsonNode type) {
        String wanted = type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(SchemaMessages::typeName)
                        .collect(Collectors.joining(" or "))
                : typeName(type);
        return file.problem(pointer, name(pointer) + " is " + described(value), wanted, mend(value, type.asText()));
    }

    private static String mend(JsonNode value, String wanted) {
        if (value.isNull()) {
            return "write a value, or delete the key";
        }
        return switch (wanted) {
            case "string" -> value.isValueNode() ? "put it in quotes" : "write one text";
            case "integer", "number" ->
                value.isTextual() ? "write the number without quotes or unit" : "write a number";
            case "boolean" -> "write true or false, without quotes";
            case "array" ->
                "write [" + (value.isValueNode() ? value.asText() : "…") + "], or items that begin with \"- \"";
            case "object" -> "write its keys on lines of their own, indented below it";
            default -> "correct it";
        };
    }

    private static String typeName(JsonNode type) {
        return TYPES.getOrDefault(type.asText(), type.asText());
    }

    private static String described(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "a map of keys and values";
            case ARRAY -> "a list";
            case NULL -> "empty";
            case STRING -> "the text " + shown(value);
            default -> shown(value);
        };
    }

    private static String shown(JsonNode value) {
        String text = value.isTextual() ? value.asText() : value.toString();
        String cut = text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text;
        return value.isTextual() ? "\"" + cut.replace("\n", " ") + "\"" : cut;
    }

    /** The innermost key, with the item's number where it is in a list. */
    private static String name(String pointer) {
        if (pointer.isEmpty()) {
            return "the file";
        }
        int slash = pointer.lastIndexOf('/');
        String last = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        if (!last.isEmpty() && last.chars().allMatch(Character::isDigit)) {
            return "item " + (Integer.parseInt(last) + 1) + " of " + name(pointer.substring(0, slash));
        }
        return "\"" + last + "\"";
    }

    private static String within(String pointer) {
        return pointer.isEmpty() ? "" : " in " + name(pointer);
    }

    /** The part of the schema that the violated keyword stands in. */
    private JsonNode rules(ValidationMessage message) {
        String location = message.getSchemaLocation().getFragment().toString();
        return resolved(schema.at(location.substring(0, Math.max(0, location.lastIndexOf('/')))));
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.startsWith("#/") ? schema.at(reference.substring(1)) : node;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static List<String> names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String uncapitalised(String sentence) {
        String first = sentence.substring(0, 1).toLowerCase(Locale.ROOT);
        String rest = sentence.substring(1);
        return first + (rest.endsWith(".") ? rest.substring(0, rest.length() - 1) : rest);
    }
}
