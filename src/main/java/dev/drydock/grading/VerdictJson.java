package dev.drydock.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;
import java.util.List;

/** Verdicts as JSON, and the schema that they keep to; a copy of it is {@code docs/verdict.schema.json}. */
public final class VerdictJson {

    /** Made from the records, so that it cannot lag behind them. */
    public static final Schema SCHEMA = schema();

    private VerdictJson() {}

    /** Indented by two spaces, the same bytes on every system, without a line break at its end. */
    public static String write(Verdict verdict) {
        return Mappers.pretty(Mappers.DOCUMENTS.valueToTree(verdict));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws JsonProcessingException when it is no verdict
     */
    public static Verdict read(String json) throws JsonProcessingException {
        return Mappers.DOCUMENTS.readValue(json, Verdict.class);
    }

    /** What violates the schema; empty if nothing does. */
    public static List<String> validate(JsonNode verdict) {
        return SCHEMA.violations(verdict);
    }

    private static Schema schema() {
        ObjectNode document = new RecordSchema(Mappers.DOCUMENTS).document("Drydock verdict", Verdict.class);
        ObjectNode rule = document.putArray("allOf").addObject();
        rule.putObject("if")
                .putObject("properties")
                .putObject("outcome")
                .putArray("enum")
                .add("invalid")
                .add("error");
        rule.putObject("then").putArray("required").add("problem");
        return new Schema(document);
    }
}
