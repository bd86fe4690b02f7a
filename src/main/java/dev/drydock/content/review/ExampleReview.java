package dev.drydock.content.review;

import dev.drydock.content.lesson.Example;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.markdown.MarkdownParts.Code;
import dev.drydock.content.markdown.MarkdownParts.Part;
import dev.drydock.text.Nearest;
import dev.drydock.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the Dockerfiles that a lesson shows against the files that are built of them. */
final class ExampleReview {

    private final ReviewedText text;
    private final Map<String, Example> examples;
    private final List<Problem> problems = new ArrayList<>();

    private ExampleReview(Lesson lesson, ReviewedText text) {
        this.text = text;
        this.examples = Example.of(lesson).stream().collect(Collectors.toMap(Example::file, Function.identity()));
    }

    static List<Problem> of(Lesson lesson, ReviewedText text) {
        ExampleReview review = new ExampleReview(lesson, text);
        text.parts().codes().stream()
                .filter(code -> code.language().equals(Optional.of(Example.LANGUAGE)))
                .forEach(review::review);
        return review.problems;
    }

    private void review(Code code) {
        String file = code.attributes().get("file");
        if (file == null) {
            add(
                    code,
                    "nobody knows whether this Dockerfile builds",
                    "```dockerfile file=\"FOLDER/Dockerfile\" and that file below examples/",
                    "write the file and name it");
            return;
        }
        Example example = examples.get(file);
        if (example == null) {
            add(
                    code,
                    "there is no example \"" + file + "\"",
                    "a Dockerfile, or something.Dockerfile, in a folder below examples/",
                    Nearest.to(file, examples.keySet())
                            .map(nearest -> "write \"" + nearest + "\"")
                            .orElse("write it"));
            return;
        }
        compare(code, example);
        example.fails()
                .filter(message -> !isShown(message))
                .ifPresent(message -> add(
                        code,
                        "the lesson does not show that it fails with \"" + message + "\"",
                        "this message in a block of code or between backquotes",
                        "show it"));
    }

    private void compare(Code code, Example example) {
        List<String> shown = lines(code.text());
        List<String> built = lines(read(example));
        boolean part = code.attributes().containsKey("part");
        boolean same = part ? String.join("\n", built).contains(String.join("\n", shown)) : built.equals(shown);
        if (!same) {
            add(
                    code,
                    "this is not what examples/" + example.file() + " says",
                    part ? "consecutive lines of that file" : "the same lines",
                    "make them the same");
        }
    }

    private static List<String> lines(String text) {
        return text.strip().lines().map(String::stripTrailing).toList();
    }

    private static String read(Example example) {
        try {
            return Files.readString(example.dockerfile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean isShown(String message) {
        return Stream.concat(
                        text.parts().codes().stream().map(Code::text),
                        text.parts().names().stream().map(Part::text))
                .anyMatch(shown -> shown.contains(message));
    }

    private void add(Code code, String what, String expected, String mend) {
        problems.add(text.problem(code.line(), what, expected, mend));
    }
}
