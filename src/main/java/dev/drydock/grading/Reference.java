package dev.drydock.grading;

import dev.drydock.content.Exercise;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of a reference solution.
 *
 * @param bytes uncompressed, above the base
 * @param number that was drawn for the files of variants
 * @param answers to each of the exercise's questions, by each of its variants too
 */
record Reference(long bytes, int number, List<Answers> answers) {

    Reference {
        answers = List.copyOf(answers);
    }

    /**
     * Answers to questions.
     *
     * @param variant that answered; empty for what was handed out
     */
    record Answers(String questions, Optional<String> variant, List<ReferenceAnswer> list) {
        Answers {
            list = List.copyOf(list);
        }
    }

    /** Where nobody asks for a reference. */
    static Reference none() {
        return new Reference(0, 0, List.of());
    }

    List<ReferenceAnswer> answers(String questions, Optional<String> variant) {
        return answers.stream()
                .filter(some ->
                        some.questions().equals(questions) && some.variant().equals(variant))
                .findFirst()
                .map(Answers::list)
                .orElseThrow(() -> new IllegalStateException("nobody asked the reference solution " + questions));
    }

    /** Whether it holds all that the exercise's checks may ask for. */
    boolean isComplete(Exercise exercise) {
        int images = 1 + exercise.settings().variants().size();
        return answers.size() == images * exercise.settings().questions().size();
    }
}
