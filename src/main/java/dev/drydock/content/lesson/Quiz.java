package dev.drydock.content.lesson;

import dev.drydock.content.Names;
import dev.drydock.yaml.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** What {@code quiz.yaml} says: questions at the end of a lesson. All texts are Markdown. */
public record Quiz(
        @Key(value = "Version of this file format.", min = 1, max = 1)
        int schemaVersion,

        @Key(value = "In the order in which they are asked.", min = 1)
        List<Question> questions) {

    public Quiz {
        questions = List.copyOf(questions);
    }

    /** A question and its answer. */
    public record Question(
            @Key(
                    value = "Name by which answers refer to the question.",
                    pattern = Names.ID,
                    patternMeans = Names.ID_MEANS)
            String id,

            @Key("How it is answered: by one choice, by any number of choices, or by putting items in order.")
            Kind kind,

            @Key(value = "What is asked.", min = 1) String text,

            @Key(value = "For single and multiple: what can be chosen.", optional = true)
            List<Choice> choices,

            @Key(value = "For order: what has to be put in order, in the right order.", optional = true)
            List<Item> items,

            @Key(value = "For order: why this order is right.", min = 1)
            Optional<String> explanation) {

        public Question {
            choices = List.copyOf(choices);
            items = List.copyOf(items);
        }

        /**
         * Indices of the choices or items in the order in which pages show them: the same for everybody and every time, so
         * that a page can be reloaded, and for what has to be put in order never the right one.
         */
        public List<Integer> shown() {
            List<Integer> written = IntStream.range(0, Math.max(choices.size(), items.size()))
                    .boxed()
                    .toList();
            List<Integer> mixed = new ArrayList<>(written);
            Collections.shuffle(mixed, new Random(id.hashCode()));
            if (mixed.equals(written)) {
                Collections.rotate(mixed, 1);
            }
            return List.copyOf(mixed);
        }
    }

    /** How a question is answered. */
    public enum Kind {
        SINGLE,
        MULTIPLE,
        ORDER
    }

    /** A possible answer. */
    public record Choice(
            @Key(value = "What is said, in one paragraph.", min = 1)
            String text,

            @Key("Whether it is a right answer.") boolean right,

            @Key(value = "Why it is right or wrong.", min = 1)
            String explanation) {}

    /** One of the things to put in order. */
    public record Item(
            @Key(value = "What is said, in one paragraph.", min = 1)
            String text) {}
}
