package dev.drydock.content.interactive;

import dev.drydock.content.lesson.Lesson;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.Schema;
import dev.drydock.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the files in a lesson's {@code data/}. */
public final class InteractiveData {

    /** Folder of a lesson. */
    public static final String FOLDER = "data";

    private InteractiveData() {}

    /**
     * A kind of file.
     *
     * @param name of the file in every lesson that has one
     * @param rules that no schema can say
     */
    public record Kind<T extends Record>(String name, Class<T> type, Schema schema, Rules<T> rules) {}

    /** What must hold besides the schema. */
    @FunctionalInterface
    public interface Rules<T> {

        /** All that does not hold; empty if everything does. */
        List<Problem> problems(Lesson lesson, YamlFile file, T data);
    }

    public static final Kind<CudaTable> CUDA_DRIVERS = new Kind<>(
            "cuda-drivers.yaml",
            CudaTable.class,
            InteractiveSchemas.CUDA_DRIVERS,
            (lesson, file, data) -> InteractiveRules.cudaDrivers(file, data));

    public static final Kind<IgnoreCases> IGNORE_CASES = new Kind<>(
            "ignore-cases.yaml",
            IgnoreCases.class,
            InteractiveSchemas.IGNORE_CASES,
            (lesson, file, data) -> InteractiveRules.ignoreCases(file, data));

    public static final Kind<Invalidations> INVALIDATION = new Kind<>(
            "invalidation.yaml", Invalidations.class, InteractiveSchemas.INVALIDATION, InteractiveRules::invalidation);

    public static final Kind<Strategies> STRATEGIES = new Kind<>(
            "strategies.yaml",
            Strategies.class,
            InteractiveSchemas.STRATEGIES,
            (lesson, file, data) -> InteractiveRules.strategies(file, data));

    /** All kinds that there are. */
    public static final List<Kind<?>> KINDS = List.of(CUDA_DRIVERS, IGNORE_CASES, INVALIDATION, STRATEGIES);

    /**
     * What a lesson has of this kind.
     *
     * @return empty if it has no such file
     * @throws ContentException if it has one, and that is wrong
     */
    public static <T extends Record> Optional<T> of(Lesson lesson, Kind<T> kind) {
        Path path = lesson.folder().resolve(FOLDER).resolve(kind.name());
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        YamlFile file = YamlFile.read(path, "lessons/" + lesson.id() + "/" + FOLDER + "/" + kind.name());
        T data = file.as(kind.type(), kind.schema());
        List<Problem> problems = kind.rules().problems(lesson, file, data);
        if (!problems.isEmpty()) {
            throw new ContentException(problems);
        }
        return Optional.of(data);
    }
}
