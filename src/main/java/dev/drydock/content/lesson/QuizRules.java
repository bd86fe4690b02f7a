package dev.drydock.content.lesson;

import dev.drydock.content.lesson.Quiz.Choice;
import dev.drydock.content.lesson.Quiz.Question;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.Problem;
import dev.drydock.yaml.YamlFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold between the parts of quiz.yaml. */
final class QuizRules {

    private static final int LEAST = 3;

    private final YamlFile file;
    private final List<Problem> problems = new ArrayList<>();

    private QuizRules(YamlFile file) {
        this.file = file;
    }

    /**
     * Reads a quiz that fits its schema and these rules.
     *
     * @throws ContentException listing everything that does not fit
     */
    static Quiz read(YamlFile file) {
        Quiz quiz = file.as(Quiz.class, LessonSchemas.QUIZ);
        List<Problem> problems = new QuizRules(file).check(quiz);
        if (!problems.isEmpty()) {
            throw new ContentException(problems);
        }
        return quiz;
    }

    private List<Problem> check(Quiz quiz) {
        Map<String, Integer> ids = new HashMap<>();
        for (int i = 0; i < quiz.questions().size(); i++) {
            Question question = quiz.questions().get(i);
            String pointer = "/questions/" + i;
            Integer first = ids.putIfAbsent(question.id(), i);
            if (first != null) {
                String other = "/questions/" + first + "/id";
                add(
                        pointer + "/id",
                        "\"" + question.id() + "\" is the id of another question (line " + file.lineOf(other) + ")",
                        "an id of its own for each question",
                        "rename one of them");
            }
            switch (question.kind()) {
                case SINGLE -> checkSingle(pointer, question);
                case MULTIPLE -> checkMultiple(pointer, question);
                case ORDER -> checkOrder(pointer, question);
            }
        }
        return problems;
    }

    private void checkSingle(String pointer, Question question) {
        checkChoosing(pointer, question);
        long right = question.choices().stream().filter(Choice::right).count();
        if (right != 1) {
            add(
                    pointer + "/choices",
                    "a question of kind single has " + right + " right choices",
                    "exactly one",
                    right == 0 ? "write \"right: true\" at one" : "leave one, or make the question multiple");
        }
        if (question.choices().size() < LEAST) {
            add(
                    pointer + "/choices",
                    "a question of kind single has " + question.choices().size() + " choices",
                    "at least " + LEAST,
                    "add what learners might take for right");
        }
    }

    private void checkMultiple(String pointer, Question question) {
        checkChoosing(pointer, question);
        for (boolean right : new boolean[] {true, false}) {
            if (question.choices().stream().noneMatch(choice -> choice.right() == right)) {
                add(
                        pointer + "/choices",
                        "a question of kind multiple has no " + (right ? "right" : "wrong") + " choice",
                        "at least one right and one wrong",
                        "add one");
            }
        }
    }

    /** What single and multiple have in common: each choice explains itself. */
    private void checkChoosing(String pointer, Question question) {
        if (!question.items().isEmpty()) {
            addUseless(pointer, "items", question);
        }
        if (question.explanation().isPresent()) {
            addUseless(pointer, "explanation", question);
        }
    }

    private void checkOrder(String pointer, Question question) {
        if (!question.choices().isEmpty()) {
            addUseless(pointer, "choices", question);
        }
        if (question.items().size() < LEAST) {
            add(
                    pointer + "/items",
                    "a question of kind order has " + question.items().size() + " items",
                    "at least " + LEAST,
                    "add what is missing");
        }
        if (question.explanation().isEmpty()) {
            add(
                    pointer,
                    "a question of kind order has no explanation",
                    "\"explanation\": why this order is right",
                    "add \"explanation: …\"");
        }
    }

    private void addUseless(String pointer, String key, Question question) {
        boolean ordering = question.kind() == Quiz.Kind.ORDER;
        add(
                pointer + "/" + key,
                "a question of kind " + (ordering ? "order" : "single or multiple") + " has \"" + key + "\"",
                ordering ? "\"items\" and one \"explanation\"" : "\"choices\", each with its explanation",
                "delete it, or change the kind");
    }

    private void add(String pointer, String what, String expected, String mend) {
        problems.add(file.problem(pointer, what, expected, mend));
    }
}
