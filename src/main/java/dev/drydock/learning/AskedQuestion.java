package dev.drydock.learning;

import dev.drydock.content.lesson.Quiz;
import io.quarkus.qute.RawString;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A question of a quiz as it is shown: before it is answered, and afterwards with what is right and why.
 *
 * @param kind single, multiple or order
 * @param options in the order in which they are shown, which does not give the answer away
 * @param answered whether an answer was sent
 * @param explanation of the right order
 */
record AskedQuestion(
        String id,
        String kind,
        RawString text,
        List<Option> options,
        boolean answered,
        boolean right,
        Optional<RawString> explanation) {

    /**
     * Something to choose or to put in its place.
     *
     * @param value sent when it is chosen
     * @param chosen whether it was; for an order, never
     * @param right whether choosing it, or the place it was given, is right
     * @param place that it was given in an order; 0 if none
     * @param properPlace in an order, counted from 1
     */
    record Option(
            String value,
            RawString text,
            boolean chosen,
            boolean right,
            int place,
            int properPlace,
            Optional<RawString> explanation) {}

    static AskedQuestion of(Quiz.Question question, MultivaluedMap<String, String> answers, Rendered texts) {
        List<Option> options = question.kind() == Quiz.Kind.ORDER
                ? places(question, answers, texts)
                : choices(question, answers, texts);
        boolean answered = options.stream().anyMatch(option -> option.chosen() || option.place() > 0);
        boolean right = answered
                && options.stream()
                        .allMatch(option -> question.kind() == Quiz.Kind.ORDER
                                ? option.right()
                                : option.right() == option.chosen());
        return new AskedQuestion(
                question.id(),
                question.kind().name().toLowerCase(Locale.ROOT),
                texts.paragraphs(question.text()),
                question.shown().stream().map(options::get).toList(),
                answered,
                right,
                question.explanation().map(texts::line));
    }

    private static List<Option> choices(
            Quiz.Question question, MultivaluedMap<String, String> answers, Rendered texts) {
        List<String> chosen = answers.getOrDefault(question.id(), List.of());
        return IntStream.range(0, question.choices().size())
                .mapToObj(index -> {
                    Quiz.Choice choice = question.choices().get(index);
                    String value = Integer.toString(index);
                    return new Option(
                            value,
                            texts.line(choice.text()),
                            chosen.contains(value),
                            choice.right(),
                            0,
                            0,
                            Optional.of(texts.line(choice.explanation())));
                })
                .toList();
    }

    private static List<Option> places(Quiz.Question question, MultivaluedMap<String, String> answers, Rendered texts) {
        return IntStream.range(0, question.items().size())
                .mapToObj(index -> {
                    int place = number(answers.getFirst(question.id() + "." + index));
                    return new Option(
                            Integer.toString(index),
                            texts.line(question.items().get(index).text()),
                            false,
                            place == index + 1,
                            place,
                            index + 1,
                            Optional.empty());
                })
                .toList();
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 0;
    }
}
