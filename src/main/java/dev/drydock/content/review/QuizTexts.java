package dev.drydock.content.review;

import dev.drydock.content.lesson.Quiz.Question;
import java.util.LinkedHashMap;
import java.util.Map;

/** What learners read of a question. */
final class QuizTexts {

    private QuizTexts() {}

    /**
     * Texts by where they stand.
     *
     * @param pointer JSON Pointer of the question
     */
    static Map<String, String> of(String pointer, Question question) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(pointer + "/text", question.text());
        for (int i = 0; i < question.choices().size(); i++) {
            String choice = pointer + "/choices/" + i;
            texts.put(choice + "/text", question.choices().get(i).text());
            texts.put(choice + "/explanation", question.choices().get(i).explanation());
        }
        for (int i = 0; i < question.items().size(); i++) {
            texts.put(pointer + "/items/" + i + "/text", question.items().get(i).text());
        }
        question.explanation().ifPresent(text -> texts.put(pointer + "/explanation", text));
        return texts;
    }
}
