package dev.drydock.content.review;

import dev.drydock.content.lesson.LessonFolder;
import java.nio.file.Path;
import java.util.List;

/** A content folder with one lesson that nothing is wrong with, for tests to spoil. */
final class GoodLesson {

    private GoodLesson() {}

    /** Writes it. */
    static LessonFolder in(Path root) {
        LessonFolder lesson = new LessonFolder(root);
        String drawing = """
                <svg><title>A</title><desc>B</desc><style>@media (prefers-color-scheme: dark) {}</style></svg>
                """;
        for (String file : List.of("exercise.yaml", "brief.md", "starter/Dockerfile", "solution/Dockerfile")) {
            lesson.write("exercises/easy/" + file, file.equals("exercise.yaml") ? EXERCISE : "Do it.\n");
        }
        lesson.write("exercises/easy/context/app.py", "");
        lesson.write("graders/easy/grader.yaml", "checks: [{id: builds}]\n");
        return lesson.lesson("figures/a.svg", drawing)
                .lesson("figures/b.svg", drawing)
                .lesson("quiz.yaml", quiz())
                .lesson("examples/app/Dockerfile", "FROM debian\nRUN true\n")
                .lesson("examples/app/failing.Dockerfile", "FROM debian\nRUN echo oh no && false\n")
                .body(body());
    }

    private static final String EXERCISE = """
            schemaVersion: 1
            id: easy
            version: 1
            title: Easy
            summary: Made for a test.
            grader: easy
            editable: [Dockerfile]
            run: {port: 5000, startSeconds: 5}
            """;

    static String body() {
        return """
                ## Part {#part}

                %s

                ![A](figures/a.svg)

                ![B](figures/b.svg)

                ## What people get wrong {#mistakes}

                ## Summary {#summary}

                ## Try it {#try}
                """.formatted("word ".repeat(1500).strip());
    }

    static String quiz() {
        return """
                schemaVersion: 1
                questions:
                """ + single("a", "Right", "Wrong", "Wrung") + single("b", "Right", "Wrong", "Wrung") + """
                  - id: c
                    kind: order
                    text: In which order?
                    items: [{text: One}, {text: Two}, {text: Three}]
                    explanation: So.
                  - id: d
                    kind: multiple
                    text: Which of these two?
                    choices:
                      - {text: Right, right: true, explanation: So.}
                      - {text: Wrong, right: false, explanation: No.}
                  - id: e
                    kind: multiple
                    text: Which of these?
                    choices:
                      - {text: Right, right: true, explanation: So.}
                      - {text: Wrong, right: false, explanation: No.}
                """;
    }

    static String single(String id, String right, String wrong, String other) {
        return """
                  - id: %s
                    kind: single
                    text: Which?
                    choices:
                      - {text: %s, right: true, explanation: So.}
                      - {text: %s, right: false, explanation: No.}
                      - {text: %s, right: false, explanation: No.}
                """.formatted(id, right, wrong, other);
    }
}
