package dev.drydock.content.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.content.lesson.LessonFolder;
import dev.drydock.content.review.ContentReview.Leading;
import dev.drydock.grading.Check;
import dev.drydock.grading.Checks;
import dev.drydock.grading.LessonLinks;
import dev.drydock.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentReviewTest {

    private static final Path REPOSITORY = Path.of("");

    @TempDir
    Path root;

    @Test
    void findsNothingWrongWithThisRepository() {
        Checks checks = Checks.installed();
        Set<String> kinds = checks.all().stream().map(Check::kind).collect(Collectors.toSet());

        assertThat(ContentReview.of(REPOSITORY, kinds, () -> LessonLinks.of(REPOSITORY, checks)))
                .isEmpty();
    }

    @Test
    void findsNothingWrongWithAGoodLesson() {
        GoodLesson.in(root);

        assertThat(review()).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                spoilt(
                        "[a](#prat)",
                        "there is no section \"prat\"; one of: mistakes, part, summary, try; write \"part\""),
                spoilt("[a](01-small#prat)", "there is no section \"prat\""),
                spoilt("[a](02-smal)", "there is no lesson \"02-smal\""),
                spoilt("[a](exercise:hard)", "there is no exercise \"hard\""),
                spoilt("[a](javascript:alert)", "this link would not be shown"),
                spoilt("![A](figures/c.svg)", "there is no picture /lessons/01-small/figures/c.svg"),
                spoilt("![A](https://example.org/a.svg)", "there is no picture https://example.org/a.svg"),
                spoilt("![](figures/a.svg)", "this picture says nothing to those who cannot see it"),
                spoilt("One<br>two", "HTML is shown as it stands here: <br>"),
                spoilt("<details>\nx\n</details>", "HTML is shown as it stands here: <details>"),
                spoilt("With pytorch.", "\"pytorch\" is written otherwise; PyTorch"),
                spoilt("With Sklearn.", "\"Sklearn\" is written otherwise; scikit-learn"),
                spoilt("A `dockerfile`.", "\"dockerfile\" is written otherwise; Dockerfile"),
                spoilt("A `Requirements.txt`.", "\"Requirements.txt\" is written otherwise; requirements.txt"),
                spoilt("A `requirments.txt`.", "\"requirments.txt\" is written otherwise; requirements.txt"),
                spoilt("An `app/dockerfile`.", "\"app/dockerfile\" is written otherwise; Dockerfile"),
                spoilt("It is pytorch-based.", "\"pytorch-based\" is written otherwise; PyTorch"),
                spoilt("![With pytorch](figures/a.svg)", "\"pytorch\" is written otherwise; PyTorch"),
                spoilt("By `user.nonroot`.", "there is no kind of check \"user.nonroot\"; user.nonRoot"),
                spoilt("By `user.nonRot`.", "there is no kind of check \"user.nonRot\"; user.nonRoot"),
                spoilt("[a][missing]", "this link has no address"),
                spoilt("[a](/lesson/01-small)", "there is no page /lesson/01-small"),
                spoilt("[a](exercise:easy#nowhere)", "there is no section \"nowhere\""),
                spoilt(
                        "```dockerfile fil=\"x\" file=\"app/Dockerfile\"\nFROM debian\nRUN true\n```",
                        "\"fil\" says nothing"),
                spoilt("```dockerfile file=\"app/Dockerfile\" part\nRUN tr\n```", "this is not what"),
                spoilt("```dockerfile file=\"app/Dockerfile\" part\nbian\nRUN t\n```", "this is not what"),
                spoilt("```dockerfile file=\"app/Dockerfile\" part\n  RUN true\n```", "this is not what"),
                spoilt("```dockerfile file=\"app/Dockerfile\" part\n```", "this is not what"),
                spoilt(
                        "```dockerfile file=\"app/Dockerfile\" part fails=\"debian\"\nFROM debian\n```",
                        "the lesson does not show that it fails with \"debian\""),
                spoilt("```dockerfile\nFROM x\n```", "nobody knows whether this Dockerfile builds"),
                spoilt("```dockerfile file=\"app/Dockerfil\"\nFROM x\n```", "there is no example \"app/Dockerfil\""),
                spoilt(
                        "```dockerfile file=\"app/Dockerfile\"\nFROM debian\n```",
                        "this is not what examples/app/Dockerfile says; the same lines"),
                spoilt(
                        "```dockerfile file=\"app/Dockerfile\" part\nRUN false\n```",
                        "this is not what examples/app/Dockerfile says; consecutive lines"),
                spoilt(
                        "```dockerfile file=\"app/Dockerfile\" part fails=\"oh no\"\nFROM debian\n```",
                        "the lesson does not show that it fails with \"oh no\""));
    }

    private static Arguments spoilt(String markdown, String message) {
        return Arguments.of(markdown, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void findsAMistakeAndItsLine(String markdown, String message) {
        GoodLesson.in(root).body(GoodLesson.body() + "\nOne more line.\n\n" + markdown + "\n");
        int line = LessonFolder.SETTINGS.split("\n").length + GoodLesson.body().split("\n", -1).length + 3;

        assertThat(review())
                .singleElement()
                .asString()
                .startsWith("lessons/01-small/lesson.md:" + line + ": " + message);
    }

    @Test
    void acceptsWhatIsRight() {
        GoodLesson.in(root).body(GoodLesson.body() + """

                [a](#part) [b](01-small#part) [c](exercise:easy) [d](https://docs.docker.com/python/) `user.nonRoot`
                Docker runs PyTorch, scikit-learn too. See github.com/docker, `sklearn`, `logging.basicConfig`, `user.max` and `user.py`.

                ```dockerfile title="Dockerfile" file="app/Dockerfile" part
                RUN true
                ```

                ```dockerfile file="app/failing.Dockerfile" fails="oh no"
                FROM debian
                RUN echo oh no && false
                ```

                It says `oh no`.
                """);

        assertThat(review()).isEmpty();
    }

    @Test
    void wantsPicturesThatCanBeReadByEverybody() {
        GoodLesson.in(root)
                .lesson("figures/a.svg", "<svg><rect onclick=\"x\"/><!-- prefers-color-scheme: dark --></svg>")
                .lesson("figures/unused.png", "");

        assertThat(texts())
                .containsExactlyInAnyOrder(
                        "lessons/01-small/figures/a.svg: the drawing has no title",
                        "lessons/01-small/figures/a.svg: the drawing has no desc",
                        "lessons/01-small/figures/a.svg: the drawing has no colours for the dark",
                        "lessons/01-small/figures/a.svg: the drawing holds more than shapes and text",
                        "lessons/01-small/figures/unused.png: no text shows this picture");
    }

    @Test
    void wantsALessonOfTheUsualLengthWithTheUsualSections() {
        GoodLesson.in(root).body("Short.\n");

        assertThat(texts())
                .contains(
                        "lessons/01-small/lesson.md:11: the lesson has 1 words besides code",
                        "lessons/01-small/lesson.md:11: the lesson has no section #mistakes",
                        "lessons/01-small/lesson.md:11: the lesson has no section #summary",
                        "lessons/01-small/lesson.md:11: the lesson has no section #try",
                        "lessons/01-small/lesson.md:11: the lesson shows 0 pictures");
    }

    @Test
    void goesOnWhereSomethingCannotBeRead() {
        GoodLesson.in(root)
                .body(GoodLesson.body() + "\nWith pytorch.\n")
                .lesson("figures/Upper.svg", "")
                .lesson("examples/Dockerfile", "FROM debian\n")
                .lesson("examples/app/Dockerfile.gpu", "FROM debian\n")
                .lesson("quizz.yaml", "")
                .write("lessons/02-lost/Lesson.md", "")
                .write("exercises/easy/exercise.yaml", "schemaVersion: 1\n");

        assertThat(texts())
                .contains(
                        "lessons/01-small/figures/Upper.svg: pages cannot show this",
                        "lessons/01-small/examples/Dockerfile: nobody builds this Dockerfile",
                        "lessons/01-small/examples/app/Dockerfile.gpu: nobody builds this Dockerfile",
                        "lessons/01-small/quizz.yaml: nothing reads this",
                        "lessons/02-lost: this is no lesson",
                        "lessons/02-lost/Lesson.md: nothing reads this")
                .anyMatch(text -> text.contains("\"pytorch\" is written otherwise"))
                .anyMatch(text -> text.startsWith("exercises/easy/exercise.yaml:"));
    }

    @Test
    void saysWhichFileIsNoText() throws IOException {
        GoodLesson.in(root)
                .body(GoodLesson.body() + "\n```dockerfile file=\"app/Dockerfile\"\nFROM debian\nRUN true\n```\n");
        Files.write(root.resolve("lessons/01-small/figures/a.svg"), new byte[] {(byte) 0xe9});
        Files.write(root.resolve("lessons/01-small/examples/app/Dockerfile"), new byte[] {(byte) 0xe9});

        assertThat(texts())
                .containsExactly(
                        "lessons/01-small/examples/app/Dockerfile: it is not UTF-8 text",
                        "lessons/01-small/figures/a.svg: it is not UTF-8 text");
    }

    @Test
    void wantsLessons() {
        assertThat(texts()).containsExactly("lessons: there are no lessons");
    }

    @Test
    void wantsDataThatSomethingReads() {
        GoodLesson.in(root)
                .lesson("data/strategy.yaml", "")
                .lesson("data/cuda-drivers.yaml", "schemaVersion: 1\n")
                .lesson("data/invalidation.yaml", """
                        schemaVersion: 1
                        timelines:
                          - id: a
                            title: A
                            dockerfile: app/Dockerfil
                            changes: [{id: b, title: B, file: c, how: touch, explanation: D}]
                        """);

        assertThat(texts())
                .contains(
                        "lessons/01-small/data/strategy.yaml: nothing reads this file",
                        "lessons/01-small/data/invalidation.yaml:5: there is no example \"app/Dockerfil\"")
                .anyMatch(text -> text.startsWith("lessons/01-small/data/cuda-drivers.yaml:1: "));
    }

    @Test
    void findsLinksOfChecksAndGradersThatLeadNowhere() {
        GoodLesson.in(root);

        assertThat(ContentReview.of(
                        root,
                        Set.of(),
                        () -> List.of(
                                new Leading("some check", OptionalInt.of(7), "01-small#part"),
                                new Leading("some check", OptionalInt.of(7), "01-small#prat"),
                                new Leading("other check", OptionalInt.empty(), "01-smal"))))
                .extracting(Problem::file, Problem::line, Problem::what)
                .containsExactly(
                        tuple("other check", OptionalInt.empty(), "there is no lesson \"01-smal\""),
                        tuple("some check", OptionalInt.of(7), "there is no section \"prat\""));
    }

    private List<Problem> review() {
        return ContentReview.of(root, Set.of("user.nonRoot"), List::of);
    }

    private List<String> texts() {
        return review().stream()
                .map(problem -> problem.toString().split("; ", 2)[0])
                .toList();
    }
}
