package dev.drydock.learning;

import dev.drydock.content.Exercise;
import dev.drydock.content.Submission;
import dev.drydock.text.Utf8;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of an exercise in a form: those that a learner writes, and those that are given. */
final class ExerciseFiles {

    /** Form fields that are files begin so. */
    static final String PREFIX = "file:";

    private static final int LONGEST_SHOWN = 64 * 1024;

    private ExerciseFiles() {}

    /**
     * A file that the learner writes.
     *
     * @param field name in the form
     * @param starter what it begins with, to start over
     * @param rows that the text takes
     */
    record Field(String path, String field, String text, String starter, int rows) {}

    /** A file that is given and cannot be changed. */
    record Given(String path, String text) {}

    /**
     * @param last what the learner handed in last, by path
     */
    static List<Field> fields(Exercise exercise, Map<String, byte[]> last) {
        SortedMap<String, byte[]> starter = Submission.starter(exercise).submitted();
        Set<String> paths = new LinkedHashSet<>();
        exercise.settings().editable().stream()
                .filter(path -> !path.endsWith("/"))
                .forEach(paths::add);
        paths.addAll(starter.keySet());
        paths.addAll(last.keySet());
        List<Field> fields = new ArrayList<>();
        for (String path : paths) {
            Optional<String> begun = Optional.ofNullable(starter.get(path)).flatMap(ExerciseFiles::text);
            Optional<String> text = Optional.ofNullable(last.get(path))
                    .or(() -> last.isEmpty() ? Optional.ofNullable(starter.get(path)) : Optional.empty())
                    .flatMap(ExerciseFiles::text);
            String shown = text.orElse("");
            int rows = Math.clamp(shown.lines().count() + 2, 4, 24);
            fields.add(new Field(path, PREFIX + path, shown, begun.orElse(""), rows));
        }
        return fields;
    }

    /** Text files of the context that a learner builds on and does not change. */
    static List<Given> given(Exercise exercise) {
        try (var files = Files.walk(exercise.context())) {
            List<Given> given = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = exercise.context().relativize(file).toString();
                if (!exercise.settings().mayEdit(path) && Files.size(file) <= LONGEST_SHOWN) {
                    text(Files.readAllBytes(file)).ifPresent(text -> given.add(new Given(path, text)));
                }
            }
            return given;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was written. A file that was left empty is not handed in, unless it has to be there. */
    static Map<String, byte[]> ofForm(Exercise exercise, MultivaluedMap<String, String> form) {
        Map<String, byte[]> files = new TreeMap<>();
        form.forEach((field, values) -> {
            if (field.startsWith(PREFIX)) {
                String path = field.substring(PREFIX.length());
                // Browsers send line breaks as HTML wants them, which is not how files have them.
                String text = values.getFirst().replace("\r\n", "\n");
                if (!text.isBlank() || path.equals(Submission.DOCKERFILE)) {
                    files.put(path, text.getBytes(StandardCharsets.UTF_8));
                }
            }
        });
        return files;
    }

    /** Empty if it is no text that can be shown. */
    static Optional<String> text(byte[] content) {
        return Utf8.text(content).filter(text -> text.indexOf('\0') < 0);
    }
}
