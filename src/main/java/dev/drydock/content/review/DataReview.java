package dev.drydock.content.review;

import dev.drydock.content.interactive.InteractiveData;
import dev.drydock.content.interactive.InteractiveData.Kind;
import dev.drydock.content.interactive.Invalidations;
import dev.drydock.content.lesson.Example;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.text.Nearest;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Finds files in lessons' {@code data/} that are wrong, or that nothing reads. */
final class DataReview {

    private DataReview() {}

    static List<Problem> of(Lesson lesson) {
        List<Problem> problems = new ArrayList<>();
        List<String> known = InteractiveData.KINDS.stream().map(Kind::name).toList();
        for (String name : names(lesson.folder().resolve(InteractiveData.FOLDER))) {
            if (!known.contains(name)) {
                problems.add(problem(
                        lesson,
                        name,
                        "nothing reads this file",
                        "one of: " + String.join(", ", known),
                        Nearest.to(name, known)
                                .map(nearest -> "call it " + nearest)
                                .orElse("remove it")));
            }
        }
        for (Kind<?> kind : InteractiveData.KINDS) {
            try {
                InteractiveData.of(lesson, kind)
                        .filter(Invalidations.class::isInstance)
                        .ifPresent(data -> problems.addAll(examples(lesson, (Invalidations) data)));
            } catch (ContentException wrong) {
                problems.addAll(wrong.problems());
            }
        }
        return problems;
    }

    private static List<Problem> examples(Lesson lesson, Invalidations data) {
        List<String> known = Example.of(lesson).stream().map(Example::file).toList();
        return data.timelines().stream()
                .filter(timeline -> !known.contains(timeline.dockerfile()))
                .map(timeline -> problem(
                        lesson,
                        InteractiveData.INVALIDATION.name(),
                        "there is no example \"" + timeline.dockerfile() + "\"",
                        "one of: " + String.join(", ", known),
                        "write it, or take another"))
                .toList();
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Problem problem(Lesson lesson, String name, String what, String expected, String mend) {
        return new Problem("lessons/" + lesson.id() + "/data/" + name, OptionalInt.empty(), what, expected, mend);
    }
}
