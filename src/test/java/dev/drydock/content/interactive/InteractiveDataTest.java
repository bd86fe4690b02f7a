package dev.drydock.content.interactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.content.interactive.CudaTable.GpuClass;
import dev.drydock.content.interactive.CudaTable.Result;
import dev.drydock.content.interactive.InteractiveData.Kind;
import dev.drydock.content.lesson.LessonFolder;
import dev.drydock.content.lesson.Lessons;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class InteractiveDataTest {

    @TempDir
    Path root;

    @SuppressWarnings("unused") // named by @FieldSource
    static final List<Kind<?>> kinds = InteractiveData.KINDS;

    @ParameterizedTest
    @FieldSource("kinds")
    void oneLessonHasEachKind(Kind<?> kind) {
        assertThat(Lessons.load(Path.of("")).all().stream()
                        .filter(lesson -> InteractiveData.of(lesson, kind).isPresent()))
                .hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("kinds")
    void aLessonNeedNotHaveAny(Kind<?> kind) {
        new LessonFolder(root);

        assertThat(InteractiveData.of(Lessons.load(root, LessonFolder.ID), kind))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "525, 11.8, CONSUMER, RUNS",
        "525, 12.0, CONSUMER, RUNS",
        "525, 12.1, CONSUMER, LIMITED",
        "515, 12.1, DATACENTRE, NEEDS_COMPAT",
        "515, 12.1, CONSUMER, REFUSED",
        "580, 11.8, CONSUMER, RUNS",
        "575, 13.0, DATACENTRE, NEEDS_COMPAT"
    })
    void knowsWhichDriverRunsWhichCuda(int driver, String cuda, GpuClass gpu, Result result) {
        CudaTable table = Lessons.load(Path.of("")).all().stream()
                .flatMap(lesson -> InteractiveData.of(lesson, InteractiveData.CUDA_DRIVERS).stream())
                .findFirst()
                .orElseThrow();

        assertThat(table.result(driver, cuda, gpu)).isEqualTo(result);
    }

    @Test
    void saysWhichCaseOfDriversIsNotWhatTheRuleSays() {
        assertProblem(
                InteractiveData.CUDA_DRIVERS,
                """
                schemaVersion: 1
                sources: [{title: A, url: "https://example.org/"}]
                branches: [{driver: 525, shipsWith: "12.0"}]
                majors: [{cuda: 12, leastDriver: "525.60.13"}]
                cases:
                  - {driver: 525, imageCuda: "12.1", gpuClass: consumer, result: runs, because: So.}
                  - {driver: 999, imageCuda: "12.1", gpuClass: consumer, result: runs, because: So.}
                """,
                "lessons/01-small/data/cuda-drivers.yaml:6: \"runs\" is not what the rule says of this pair; \"limited\"; "
                        + "correct the case or the table\n"
                        + "lessons/01-small/data/cuda-drivers.yaml:7: the table has no driver 999");
    }

    @Test
    void saysWhichFilesAreReallyIgnored() {
        assertProblem(
                InteractiveData.IGNORE_CASES,
                """
                schemaVersion: 1
                files: [{path: a.pyc, bytes: 1}, {path: src/b.pyc, bytes: 1}]
                cases:
                  - id: at-the-root
                    title: At the root
                    patterns: ["*.pyc"]
                    ignored: [a.pyc, src/b.pyc]
                    explanation: So.
                """,
                "lessons/01-small/data/ignore-cases.yaml:7: these lines keep out other files; a.pyc; ");
    }

    @Test
    void saysWhichStrategyIsNotRated() {
        assertProblem(
                InteractiveData.STRATEGIES,
                """
                schemaVersion: 1
                sources: [{title: A, url: "https://example.org/"}]
                models: [{name: A, parameters: 1 M, precision: fp32, bytes: 4000000, illustrative: true}]
                criteria: [{id: large, title: L, question: Q, explanation: E}]
                strategies:
                  - {id: baked, title: B, how: H, fits: [a], watch: [b], ratings: {small: good}}
                """,
                "lessons/01-small/data/strategies.yaml:6: \"baked\" is not rated by the criteria of this file; "
                        + "one rating for each of large; ");
    }

    private void assertProblem(Kind<?> kind, String yaml, String message) {
        new LessonFolder(root).lesson("data/" + kind.name(), yaml);
        var lesson = Lessons.load(root, LessonFolder.ID);

        assertThatThrownBy(() -> InteractiveData.of(lesson, kind)).hasMessageStartingWith(message);
    }
}
