package dev.drydock.grading.inspection;

import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;

/** Inspections as JSON, and the schema that they keep to; a copy of it is {@code docs/inspection.schema.json}. */
public final class InspectionJson {

    /** Made from the records, so that it cannot lag behind them. */
    public static final Schema SCHEMA =
            new Schema(new RecordSchema(Mappers.DOCUMENTS).document("Drydock inspection", Inspection.class));

    private InspectionJson() {}

    /** Indented by two spaces, the same bytes on every system, without a line break at its end. */
    public static String write(Inspection inspection) {
        return Mappers.pretty(Mappers.DOCUMENTS.valueToTree(inspection));
    }
}
