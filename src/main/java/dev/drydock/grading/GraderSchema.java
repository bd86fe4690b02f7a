package dev.drydock.grading;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;

/**
 * The JSON Schema of {@code grader.yaml}, made from the checks' own parameters; a copy for editors is kept in
 * {@code graders/schema/}.
 */
public final class GraderSchema {

    private static final ObjectMapper JSON = Mappers.CONTENT;

    private GraderSchema() {}

    /** Knows the given kinds and no others. */
    public static Schema of(Checks checks) {
        RecordSchema records = new RecordSchema(JSON);
        ObjectNode document = records.document("Drydock grader", GraderSettings.class);
        ObjectNode check = (ObjectNode) document.at("/properties/checks/items");
        ((ObjectNode) check.at("/properties/kind")).set("enum", JSON.valueToTree(checks.kinds()));
        ((ObjectNode) check.at("/properties/with")).put("type", "object");
        ArrayNode kinds = check.putArray("allOf");
        ObjectNode parameters = document.putObject("$defs");
        for (Check<?> kind : checks.all()) {
            ObjectNode with = records.object(kind.parameters());
            parameters.set(kind.kind(), with);
            kinds.add(rule(kind.kind(), with.has("required")));
        }
        return new Schema(document);
    }

    /** If a check is of this kind, its parameters are the kind's. */
    private static ObjectNode rule(String kind, boolean needsParameters) {
        ObjectNode rule = JSON.createObjectNode();
        ObjectNode condition = rule.putObject("if");
        condition.putObject("properties").putObject("kind").put("const", kind);
        condition.putArray("required").add("kind");
        ObjectNode then = rule.putObject("then");
        then.putObject("properties").putObject("with").put("$ref", "#/$defs/" + kind);
        if (needsParameters) {
            then.putArray("required").add("with");
        }
        return rule;
    }
}
