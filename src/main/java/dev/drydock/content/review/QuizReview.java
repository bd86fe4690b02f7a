package dev.drydock.content.review;

import dev.drydock.content.lesson.Quiz;
import dev.drydock.content.lesson.Quiz.Choice;
import dev.drydock.content.lesson.Quiz.Kind;
import dev.drydock.content.lesson.Quiz.Question;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds quizzes that are too small, and those that tell the right answer by how long it is or where it stands. */
final class QuizReview {

    private static final int LEAST_QUESTIONS = 5;
    /** How much longer than all others, or shorter, a right choice may be. */
    private static final double OUTSTANDING = 1.25;

    private final YamlFile file;
    private final List<Problem> problems = new ArrayList<>();

    private QuizReview(YamlFile file) {
        this.file = file;
    }

    static List<Problem> of(YamlFile file, Quiz quiz) {
        QuizReview review = new QuizReview(file);
        review.review(quiz);
        return review.problems;
    }

    private void review(Quiz quiz) {
        int size = quiz.questions().size();
        if (size < LEAST_QUESTIONS) {
            add("", "the quiz has " + size + " questions", "at least " + LEAST_QUESTIONS, "ask more");
        }
        for (Kind kind : List.of(Kind.MULTIPLE, Kind.ORDER)) {
            if (quiz.questions().stream().noneMatch(question -> question.kind() == kind)) {
                String name = kind.name().toLowerCase(Locale.ROOT);
                add("", "no question is of kind " + name, "at least one", "ask one");
            }
        }
        IntStream.range(0, size).forEach(i -> reviewLength(i, quiz.questions().get(i)));
        List<Question> singles = quiz.questions().stream()
                .filter(question -> question.kind() == Kind.SINGLE)
                .toList();
        limit(singles, "longest", question -> length(question, true) > longestWrong(question));
        limit(singles, "shortest", question -> length(question, true) < shortestWrong(question));
        int places =
                singles.stream().mapToInt(one -> one.choices().size()).max().orElse(0);
        for (int place = 0; place < places; place++) {
            int at = place;
            limit(singles, "choice shown at place " + (place + 1), question -> isRightAt(question, at));
        }
    }

    private void reviewLength(int i, Question question) {
        if (question.kind() != Kind.SINGLE) {
            return;
        }
        int right = length(question, true);
        if (right > OUTSTANDING * longestWrong(question) || right * OUTSTANDING < shortestWrong(question)) {
            add(
                    "/questions/" + i + "/choices",
                    "the right choice stands out: it has " + right + " characters, the wrong ones "
                            + shortestWrong(question) + " to " + longestWrong(question),
                    "a length that others have too",
                    "make it " + (right > longestWrong(question) ? "shorter" : "longer") + ", or the others like it");
        }
    }

    /** Of few questions half may have something in common by chance, of many a bit more than a third. */
    private void limit(List<Question> singles, String what, Predicate<Question> has) {
        long count = singles.stream().filter(has).count();
        long most = Math.max(2, (singles.size() * 2L + 4) / 5);
        if (count > most) {
            add(
                    "",
                    "in " + count + " of " + singles.size() + " questions of kind single the right choice is the "
                            + what,
                    "at most " + most,
                    "move or reword some");
        }
    }

    private static boolean isRightAt(Question question, int place) {
        return place < question.choices().size()
                && question.choices().get(question.shown().get(place)).right();
    }

    private static int length(Question question, boolean right) {
        return question.choices().stream()
                .filter(choice -> choice.right() == right)
                .mapToInt(QuizReview::length)
                .max()
                .orElse(0);
    }

    private static int longestWrong(Question question) {
        return length(question, false);
    }

    private static int shortestWrong(Question question) {
        return question.choices().stream()
                .filter(choice -> !choice.right())
                .mapToInt(QuizReview::length)
                .min()
                .orElse(0);
    }

    private static int length(Choice choice) {
        return choice.text().strip().length();
    }

    private void add(String pointer, String what, String expected, String mend) {
        problems.add(file.problem(pointer, what, expected, mend));
    }
}
