package dev.drydock.content.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.content.lesson.Quiz.Choice;
import dev.drydock.content.lesson.Quiz.Item;
import dev.drydock.content.lesson.Quiz.Kind;
import dev.drydock.content.lesson.Quiz.Question;
import dev.drydock.yaml.ContentException;
import dev.drydock.yaml.YamlFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QuizTest {

    private static final String RIGHT = "      - {text: Yes, right: true, explanation: Because.}\n";
    private static final String WRONG = "      - {text: No, right: false, explanation: Because.}\n";

    private static Quiz read(String questions) {
        return QuizRules.read(YamlFile.parse("schemaVersion: 1\nquestions:\n" + questions, "quiz.yaml"));
    }

    private static String question(String id, String kind, String rest) {
        return "  - id: " + id + "\n    kind: " + kind + "\n    text: Which?\n" + rest;
    }

    private static String choices(String... choices) {
        return "    choices:\n" + String.join("", choices);
    }

    private static void assertProblems(String questions, String... expected) {
        assertThatThrownBy(() -> read(questions))
                .isInstanceOf(ContentException.class)
                .hasMessage(String.join("\n", expected));
    }

    @Test
    void readsQuestionsOfAllKinds() {
        List<Question> questions = read(question("one", "single", choices(WRONG, RIGHT, WRONG))
                        + question("more", "multiple", choices(RIGHT, WRONG))
                        + question("sort", "order", """
                                    items:
                                      - text: a
                                      - text: b
                                      - text: c
                                    explanation: So it is.
                                """))
                .questions();

        assertThat(questions).extracting(Question::kind).containsExactly(Kind.SINGLE, Kind.MULTIPLE, Kind.ORDER);
        assertThat(questions.get(0).choices()).extracting(Choice::right).containsExactly(false, true, false);
        assertThat(questions.get(2).items()).extracting(Quiz.Item::text).containsExactly("a", "b", "c");
        assertThat(questions.get(2).explanation()).contains("So it is.");
    }

    @Test
    void wantsExactlyOneRightChoiceOfThreeOrMore() {
        assertProblems(
                question("a", "single", choices(RIGHT, RIGHT, WRONG)) + question("b", "single", choices(WRONG, WRONG)),
                "quiz.yaml:6: a question of kind single has 2 right choices; exactly one; "
                        + "leave one, or make the question multiple",
                "quiz.yaml:13: a question of kind single has 0 right choices; exactly one; "
                        + "write \"right: true\" at one",
                "quiz.yaml:13: a question of kind single has 2 choices; at least 3; "
                        + "add what learners might take for right");
    }

    @Test
    void wantsRightAndWrongChoicesOfSeveral() {
        assertProblems(
                question("a", "multiple", choices(RIGHT, RIGHT)) + question("b", "multiple", choices(WRONG)),
                "quiz.yaml:6: a question of kind multiple has no wrong choice; at least one right and one wrong; "
                        + "add one",
                "quiz.yaml:12: a question of kind multiple has no right choice; at least one right and one wrong; "
                        + "add one");
    }

    @Test
    void wantsThreeItemsAndAnExplanationOfAnOrder() {
        assertProblems(
                question("a", "order", "    items: [{text: a}, {text: b}]\n" + choices(RIGHT)),
                "quiz.yaml:3: a question of kind order has no explanation; \"explanation\": why this order is right; "
                        + "add \"explanation: …\"",
                "quiz.yaml:6: a question of kind order has 2 items; at least 3; add what is missing",
                "quiz.yaml:7: a question of kind order has \"choices\"; \"items\" and one \"explanation\"; "
                        + "delete it, or change the kind");
    }

    @Test
    void wantsNothingOfAnOrderWhereSomethingIsChosen() {
        assertProblems(
                question("a", "multiple", choices(RIGHT, WRONG) + "    items: [{text: a}]\n    explanation: So.\n"),
                "quiz.yaml:9: a question of kind single or multiple has \"items\"; "
                        + "\"choices\", each with its explanation; delete it, or change the kind",
                "quiz.yaml:10: a question of kind single or multiple has \"explanation\"; "
                        + "\"choices\", each with its explanation; delete it, or change the kind");
    }

    @Test
    void wantsAnIdOfItsOwnForEachQuestion() {
        String same = question("a", "multiple", choices(RIGHT, WRONG));

        assertProblems(
                same + same,
                "quiz.yaml:9: \"a\" is the id of another question (line 3); an id of its own for each question; "
                        + "rename one of them");
    }

    @Test
    void saysWhatDoesNotFitTheFormat() {
        assertThatThrownBy(() -> read("  []\n")).hasMessageStartingWith("quiz.yaml:2: \"questions\" has too few items");
        assertThatThrownBy(() -> read(question("A_b", "single", ""))).hasMessageStartingWith("quiz.yaml:3: \"id\" is");
        assertThatThrownBy(() -> read(question("a", "some", ""))).hasMessageStartingWith("quiz.yaml:4: \"kind\" is");
        assertThatThrownBy(() -> read(question("a", "multiple", choices("      - {text: x, right: yes}\n"))))
                .hasMessageContaining("quiz.yaml:7: \"right\" is")
                .hasMessageContaining("quiz.yaml:7: the key \"explanation\" is missing");
    }

    @Test
    void neverShowsWhatHasToBePutInOrderAlreadyInOrder() {
        List<Item> items = Stream.of("a", "b", "c").map(Item::new).toList();
        for (int i = 0; i < 100; i++) {
            List<Integer> shown = new Question("q" + i, Kind.ORDER, "?", List.of(), items, Optional.of("So.")).shown();
            assertThat(shown).containsExactlyInAnyOrder(0, 1, 2).isNotEqualTo(List.of(0, 1, 2));
        }
    }
}
