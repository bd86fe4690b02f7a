package dev.drydock.content.interactive;

import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;

/** JSON Schemas of the files in lessons' {@code data/}; copies for editors are kept in {@code lessons/schema/}. */
public final class InteractiveSchemas {

    /** Of {@code cuda-drivers.yaml}. */
    public static final Schema CUDA_DRIVERS = schema("Drydock CUDA and drivers", CudaTable.class);

    /** Of {@code ignore-cases.yaml}. */
    public static final Schema IGNORE_CASES = schema("Drydock .dockerignore cases", IgnoreCases.class);

    /** Of {@code invalidation.yaml}. */
    public static final Schema INVALIDATION = schema("Drydock cache invalidation", Invalidations.class);

    /** Of {@code strategies.yaml}. */
    public static final Schema STRATEGIES = schema("Drydock model strategies", Strategies.class);

    private InteractiveSchemas() {}

    private static Schema schema(String title, Class<? extends Record> type) {
        return new Schema(new RecordSchema(Mappers.CONTENT).document(title, type));
    }
}
