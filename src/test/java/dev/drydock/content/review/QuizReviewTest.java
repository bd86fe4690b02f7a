package dev.drydock.content.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.lesson.Quiz.Choice;
import dev.drydock.content.lesson.Quiz.Kind;
import dev.drydock.content.lesson.Quiz.Question;
import dev.drydock.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuizReviewTest {

    @TempDir
    Path root;

    @Test
    void takesTheAnchorsOfItsLessonForAQuizs() {
        GoodLesson.in(root).lesson("quiz.yaml", GoodLesson.quiz().replace("Which of these two?", "See [this](#part)"));

        assertThat(review()).isEmpty();
    }

    @Test
    void readsTheTextsOfQuizzes() {
        GoodLesson.in(root)
                .lesson(
                        "quiz.yaml",
                        GoodLesson.quiz().replace("text: Which of these two?", "text: See [this](#nowhere), pytorch"));

        assertThat(texts())
                .containsExactly(
                        "lessons/01-small/quiz.yaml:24: \"pytorch\" is written otherwise",
                        "lessons/01-small/quiz.yaml:24: there is no section \"nowhere\"");
    }

    @Test
    void wantsAQuiz() throws IOException {
        GoodLesson.in(root);
        Files.delete(root.resolve("lessons/01-small/quiz.yaml"));

        assertThat(texts()).containsExactly("lessons/01-small/lesson.md:11: the lesson has no quiz");
    }

    @Test
    void wantsAnswersThatDoNotStandOut() {
        List<String> ids = IntStream.range(0, 100)
                .mapToObj(i -> "q" + i)
                .filter(id -> shownFirst(id) == 0)
                .limit(4)
                .toList();
        GoodLesson.in(root)
                .lesson(
                        "quiz.yaml",
                        """
                schemaVersion: 1
                questions:
                """ + GoodLesson.single(ids.get(0), "Quite a long answer that is right", "Short", "Brief")
                                + GoodLesson.single(ids.get(1), "Right", "Wrong", "Wrung")
                                + GoodLesson.single(ids.get(2), "Right", "Wrong", "Wrung")
                                + GoodLesson.single(ids.get(3), "Right", "Wrong", "Wrung"));

        assertThat(texts())
                .containsExactly(
                        "lessons/01-small/quiz.yaml:1: in 4 of 4 questions of kind single the right choice is the choice"
                                + " shown at place 1",
                        "lessons/01-small/quiz.yaml:1: no question is of kind multiple",
                        "lessons/01-small/quiz.yaml:1: no question is of kind order",
                        "lessons/01-small/quiz.yaml:1: the quiz has 4 questions",
                        "lessons/01-small/quiz.yaml:6: the right choice stands out: it has 33 characters, the wrong ones 5 to 5");
    }

    /** Which of three choices pages show first. */
    private static int shownFirst(String id) {
        Choice choice = new Choice("A", false, "B");
        return new Question(id, Kind.SINGLE, "?", List.of(choice, choice, choice), List.of(), Optional.empty())
                .shown()
                .getFirst();
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
