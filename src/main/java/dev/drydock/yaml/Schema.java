package dev.drydock.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Locale;

/** A JSON Schema (2020-12), and what violates it in plain English. */
public final class Schema {

    private final JsonNode document;
    private final JsonSchema validator;

    /**
     * @param document the schema; only references within itself are followed
     */
    public Schema(JsonNode document) {
        this.document = document;
        this.validator = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        document.toString(),
                        InputFormat.JSON,
                        SchemaValidatorsConfig.builder()
                                .pathType(PathType.JSON_POINTER)
                                .locale(Locale.ENGLISH)
                                .build());
    }

    public JsonNode document() {
        return document;
    }

    /** Everything in the file that violates the schema, in the order of its lines; empty if nothing does. */
    public List<Problem> problems(YamlFile file) {
        SchemaMessages messages = new SchemaMessages(document, file);
        return validator.validate(file.tree()).stream()
                .filter(Schema::matters)
                .map(messages::problem)
                .sorted(Problem.READING_ORDER)
                .distinct()
                .toList();
    }

    /** The same for a document without lines, for developers. */
    public List<String> violations(JsonNode tree) {
        return validator.validate(tree).stream()
                .filter(Schema::matters)
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }

    /** The branch of an if/then is reported by what fails in it. */
    private static boolean matters(ValidationMessage message) {
        return !message.getType().equals("if");
    }
}
