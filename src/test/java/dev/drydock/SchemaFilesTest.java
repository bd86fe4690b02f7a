package dev.drydock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.ContentSchemas;
import dev.drydock.content.interactive.InteractiveSchemas;
import dev.drydock.content.lesson.LessonSchemas;
import dev.drydock.grading.Checks;
import dev.drydock.grading.GraderSchema;
import dev.drydock.grading.VerdictJson;
import dev.drydock.grading.inspection.InspectionJson;
import dev.drydock.lint.report.LintJson;
import dev.drydock.yaml.Mappers;
import dev.drydock.yaml.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas are made from code; the files that editors and readers use must say the same. */
class SchemaFilesTest {

    static Stream<Arguments> schemas() {
        return Stream.of(
                Arguments.of("exercises/schema/exercise.schema.json", ContentSchemas.EXERCISE),
                Arguments.of("exercises/schema/expected.schema.json", ContentSchemas.EXPECTED),
                Arguments.of("lessons/schema/lesson.schema.json", LessonSchemas.LESSON),
                Arguments.of("lessons/schema/quiz.schema.json", LessonSchemas.QUIZ),
                Arguments.of("lessons/schema/cuda-drivers.schema.json", InteractiveSchemas.CUDA_DRIVERS),
                Arguments.of("lessons/schema/ignore-cases.schema.json", InteractiveSchemas.IGNORE_CASES),
                Arguments.of("lessons/schema/invalidation.schema.json", InteractiveSchemas.INVALIDATION),
                Arguments.of("lessons/schema/strategies.schema.json", InteractiveSchemas.STRATEGIES),
                Arguments.of("graders/schema/grader.schema.json", GraderSchema.of(Checks.installed())),
                Arguments.of("docs/verdict.schema.json", VerdictJson.SCHEMA),
                Arguments.of("docs/lint.schema.json", LintJson.SCHEMA),
                Arguments.of("docs/inspection.schema.json", InspectionJson.SCHEMA));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schemas")
    void saysWhatTheCodeSays(String name, Schema schema) throws IOException {
        Path file = Path.of(name);
        String generated = Mappers.pretty(schema.document()) + "\n";
        if (Boolean.getBoolean("drydock.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(
                        "%s is not what the code says; write it anew with"
                                + " mvn test -Dtest=SchemaFilesTest -Ddrydock.write=true",
                        name)
                .isEqualTo(generated);
    }
}
