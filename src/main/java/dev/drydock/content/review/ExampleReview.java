package dev.drydock.content.review;

import dev.drydock.content.lesson.Example;
import dev.drydock.content.lesson.Lesson;
import dev.drydock.content.markdown.MarkdownParts.Code;
import dev.drydock.content.markdown.MarkdownParts.Part;
import dev.drydock.text.Nearest;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the Dockerfiles that a lesson shows against the files that are built of them. */
final class ExampleReview {

    private static final Set<String> ATTRIBUTES = Set.of("title", "file", "part", "build", "fails");
    private static final Pattern BLANK_LINES_BEFORE = Pattern.compile("\\A(?:[ \\t]*\\R)+");

    private final Lesson lesson;
    private final ReviewedText text;
    private final Map<String, Example> examples;
    private final Map<String, Code> deciding = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private ExampleReview(Lesson lesson, ReviewedText text) {
        this.lesson = lesson;
        this.text = text;
        this.examples = Example.of(lesson).stream().collect(Collectors.toMap(Example::file, Function.identity()));
    }

    static List<Problem> of(Lesson lesson, ReviewedText text) {
        ExampleReview review = new ExampleReview(lesson, text);
        review.reviewPlaces();
        for (Code code : text.parts().codes()) {
            review.reviewAttributes(code);
            if (code.language().equals(Optional.of(Example.LANGUAGE))) {
                review.review(code);
            }
        }
        return review.problems;
    }

    private void reviewPlaces() {
        for (String file : Example.misplaced(lesson)) {
            problems.add(Problem.whole(
                    "lessons/" + lesson.id() + "/" + Example.FOLDER + "/" + file,
                    "nobody builds this Dockerfile",
                    "FOLDER/Dockerfile or FOLDER/NAME.Dockerfile, where FOLDER is its build context",
                    "move or rename it"));
        }
    }

    private void reviewAttributes(Code code) {
        for (String name : code.attributes().keySet()) {
            if (!ATTRIBUTES.contains(name)) {
                add(
                        code,
                        "\"" + name + "\" says nothing of a block of code",
                        "one of: "
                                + String.join(", ", ATTRIBUTES.stream().sorted().toList()),
                        Nearest.to(name, ATTRIBUTES)
                                .map(nearest -> "write \"" + nearest + "\"")
                                .orElse("remove it"));
            }
        }
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
        reviewDecisions(code, file);
        example.fails()
                .filter(message -> !isShown(message))
                .ifPresent(message -> add(
                        code,
                        "the lesson does not show that it fails with \"" + message + "\"",
                        "this message in another block of code, or between backquotes",
                        "show it"));
    }

    /** How a file is built is said once, as it is built once. */
    private void reviewDecisions(Code code, String file) {
        if (!code.attributes().containsKey("build") && !code.attributes().containsKey("fails")) {
            return;
        }
        Code first = deciding.putIfAbsent(file, code);
        if (first != null) {
            add(
                    code,
                    "how " + file + " is built was said before",
                    "build and fails at one of its blocks",
                    "take them away here");
        }
    }

    private void compare(Code code, Example example) {
        List<String> shown = lines(code.text());
        boolean part = code.attributes().containsKey("part");
        try {
            List<String> built = lines(example.text());
            boolean same =
                    part ? !shown.isEmpty() && Collections.indexOfSubList(built, shown) >= 0 : built.equals(shown);
            if (!same) {
                add(
                        code,
                        "this is not what examples/" + example.file() + " says",
                        part ? "consecutive lines of that file" : "the same lines",
                        "make them the same");
            }
        } catch (ContentException unreadable) {
            problems.addAll(unreadable.problems());
        }
    }

    /** Without blank lines around; indentation counts. */
    private static List<String> lines(String text) {
        return BLANK_LINES_BEFORE
                .matcher(text)
                .replaceFirst("")
                .stripTrailing()
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    private boolean isShown(String message) {
        return !message.isBlank()
                && Stream.concat(
                                text.parts().codes().stream()
                                        .filter(code -> !code.language().equals(Optional.of(Example.LANGUAGE)))
                                        .map(Code::text),
                                text.parts().names().stream().map(Part::text))
                        .anyMatch(shown -> shown.contains(message));
    }

    private void add(Code code, String what, String expected, String mend) {
        problems.add(text.problem(code.line(), what, expected, mend));
    }
}
