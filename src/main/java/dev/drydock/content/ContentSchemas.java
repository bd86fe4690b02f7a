package dev.drydock.content;

import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;

/** JSON Schemas of content files; copies for editors are kept in {@code exercises/schema/}. */
public final class ContentSchemas {

    /** Of {@code exercise.yaml}. */
    public static final Schema EXERCISE = schema("Drydock exercise", ExerciseSettings.class);

    /** Of {@code expected.yaml}. */
    public static final Schema EXPECTED = schema("Drydock wrong solution", Expected.class);

    private ContentSchemas() {}

    private static Schema schema(String title, Class<? extends Record> type) {
        return new Schema(new RecordSchema(Mappers.CONTENT).document(title, type));
    }
}
