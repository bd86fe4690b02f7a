package dev.drydock.yaml;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Makes JSON Schemas out of records, so that schema and code cannot part: names and types of the components, and what
 * {@link Key} says about them. Unknown keys are forbidden everywhere; what is not optional is required.
 */
public final class RecordSchema {

    /** Texts of some enums' constants and the like are what this mapper writes. */
    private final ObjectMapper mapper;

    public RecordSchema(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** A whole schema document. */
    public ObjectNode document(String title, Class<? extends Record> type) {
        ObjectNode document = mapper.createObjectNode();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("title", title);
        return document.setAll(object(type));
    }

    /** The schema of one record. */
    public ObjectNode object(Class<? extends Record> type) {
        ObjectNode schema = mapper.createObjectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(name(component), property(component));
            if (isRequired(component)) {
                required.add(name(component));
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", mapper.valueToTree(required));
        }
        return schema;
    }

    /** As it is written in files: some names cannot be used in Java. */
    private static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null || given.value().isEmpty() ? component.getName() : given.value();
    }

    /** Whether a key has to be there. */
    public static boolean isRequired(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        return !isOptional(component.getType()) && (key == null || !key.optional());
    }

    private static boolean isOptional(Class<?> type) {
        return type == Optional.class
                || type == OptionalInt.class
                || type == OptionalLong.class
                || type == OptionalDouble.class;
    }

    private ObjectNode property(RecordComponent component) {
        ObjectNode schema = schema(component.getGenericType());
        Key key = component.getAnnotation(Key.class);
        if (key != null) {
            constrain(schema, key);
            if (!key.value().isEmpty()) {
                schema.put("description", key.value());
            }
        }
        return schema;
    }

    private ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                return schema(arguments[0]);
            }
            ObjectNode schema = mapper.createObjectNode();
            if (Collection.class.isAssignableFrom(raw)) {
                schema.put("type", "array").set("items", schema(arguments[0]));
            } else if (Map.class.isAssignableFrom(raw)) {
                schema.put("type", "object").set("additionalProperties", schema(arguments[1]));
            } else {
                throw new IllegalArgumentException("no schema for " + type);
            }
            return schema;
        }
        return plain((Class<?>) type);
    }

    private ObjectNode plain(Class<?> type) {
        ObjectNode schema = mapper.createObjectNode();
        if (type.isRecord()) {
            return object(type.asSubclass(Record.class));
        }
        if (type.isEnum()) {
            schema.put("type", "string").set("enum", mapper.valueToTree(type.getEnumConstants()));
            return schema;
        }
        if (JsonNode.class.isAssignableFrom(type) || type == Object.class) {
            return schema;
        }
        return schema.put("type", simple(type));
    }

    private static String simple(Class<?> type) {
        if (type == String.class) {
            return "string";
        }
        if (type == int.class || type == Integer.class || type == OptionalInt.class) {
            return "integer";
        }
        if (type == long.class || type == Long.class || type == OptionalLong.class) {
            return "integer";
        }
        if (type == double.class || type == Double.class || type == OptionalDouble.class) {
            return "number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        throw new IllegalArgumentException(
                "no schema for " + type + ": use a text, a number, a list, a map or a record");
    }

    private static void constrain(ObjectNode schema, Key key) {
        switch (schema.path("type").asText()) {
            case "string" -> {
                bound(schema, "minLength", key.min());
                bound(schema, "maxLength", key.max());
                pattern(schema, key);
            }
            case "array" -> {
                bound(schema, "minItems", key.min());
                bound(schema, "maxItems", key.max());
                if (schema.get("items") instanceof ObjectNode items) {
                    pattern(items, key);
                }
            }
            default -> {
                bound(schema, "minimum", key.min());
                bound(schema, "maximum", key.max());
            }
        }
    }

    private static void bound(ObjectNode schema, String keyword, double value) {
        if (Double.isFinite(value)) {
            if (value == Math.rint(value)) {
                schema.put(keyword, (long) value);
            } else {
                schema.put(keyword, value);
            }
        }
    }

    private static void pattern(ObjectNode schema, Key key) {
        if (!key.pattern().isEmpty()) {
            schema.put("pattern", "^(?:" + key.pattern() + ")$");
            if (!key.patternMeans().isEmpty()) {
                schema.put("$comment", key.patternMeans());
            }
        }
    }
}
