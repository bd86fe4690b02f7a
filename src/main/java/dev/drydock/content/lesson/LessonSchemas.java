package dev.drydock.content.lesson;

import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.RecordSchema;
import dev.drydock.yaml.Schema;

/** JSON Schemas of lessons' files; copies for editors are kept in {@code lessons/schema/}. */
public final class LessonSchemas {

    /** Of what stands above the text in {@code lesson.md}. */
    public static final Schema LESSON = schema("Drydock lesson", LessonSettings.class);

    /** Of {@code quiz.yaml}. */
    public static final Schema QUIZ = schema("Drydock quiz", Quiz.class);

    private LessonSchemas() {}

    private static Schema schema(String title, Class<? extends Record> type) {
        return new Schema(new RecordSchema(Mappers.CONTENT).document(title, type));
    }
}
