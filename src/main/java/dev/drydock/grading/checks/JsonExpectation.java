package dev.drydock.grading.checks;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.text.BoundedText;
import dev.drydock.yaml.Key;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What is expected of one place in a JSON answer.
 *
 * @param pointer JSON pointer, such as {@code /class}; empty for the whole answer
 * @param equals the value; numbers are compared by value, so that 1 equals 1.0; null cannot be asked for
 * @param sumsTo what the numbers of an array, or the values of an object, add up to
 * @param tolerance for {@code sumsTo} and for numbers in {@code equals}, 0.000001 if left out
 * @param exists whether there is a value at all
 * @param matches a regular expression for the whole text of a string, number or boolean
 */
public record JsonExpectation(
        @Key("JSON pointer, such as /class; empty for the whole answer.")
        String pointer,

        @Key("The value that has to be there.") Optional<JsonNode> equals,

        @Key("What the numbers of an array, or the values of an object, add up to.")
        Optional<Double> sumsTo,

        @Key(value = "How far a sum, or a number that has to be there, may be off, 0.000001 if left out.", min = 0)
        Optional<Double> tolerance,

        @Key("Whether there has to be a value, or must not be one.")
        Optional<Boolean> exists,

        @Key("Regular expression for the whole text of a string, number or boolean.")
        Optional<String> matches) {

    private static final double DEFAULT_TOLERANCE = 1e-6;

    /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
    public JsonExpectation {
        // Jackson makes a JSON null of a key that was left out.
        equals = equals.filter(value -> !value.isNull());
        var unused = JsonPointer.compile(pointer);
        matches.ifPresent(Pattern::compile);
        if (equals.isEmpty() && sumsTo.isEmpty() && exists.isEmpty() && matches.isEmpty()) {
            throw new IllegalArgumentException("an expectation needs one of: equals, sumsTo, exists, matches");
        }
    }

    /** That a value is there, its numbers no further off than the tolerance. */
    static JsonExpectation equal(String pointer, JsonNode value, double tolerance) {
        return new JsonExpectation(
                pointer,
                Optional.of(value),
                Optional.empty(),
                Optional.of(tolerance),
                Optional.empty(),
                Optional.empty());
    }

    /** In words, such as {@code /class is "setosa"}. */
    String describe() {
        var parts = new StringJoiner(" and ", (pointer.isEmpty() ? "the answer" : pointer) + " ", "");
        equals.ifPresent(value -> parts.add("is " + value));
        sumsTo.ifPresent(sum -> parts.add("sums to " + sum + " ± " + bound()));
        exists.ifPresent(there -> parts.add(there ? "exists" : "does not exist"));
        matches.ifPresent(pattern -> parts.add("matches " + pattern));
        return parts.toString();
    }

    /** What the answer has at that place, if that is not what was expected. */
    Optional<String> complaint(JsonNode answer) {
        JsonNode value = answer.at(pointer);
        if (holds(value)) {
            return Optional.empty();
        }
        String place = pointer.isEmpty() ? "the answer" : pointer;
        if (value.isMissingNode()) {
            return Optional.of(place + " is missing");
        }
        String sum = sumsTo.isPresent() && addable(value) ? ", which sums to " + sum(value) : "";
        return Optional.of(place + " is " + Printable.of(value.toString(), 100) + sum);
    }

    private boolean holds(JsonNode value) {
        return equals.map(wanted -> wanted.equals(this::compare, value)).orElse(true)
                && sumsTo.map(wanted -> addable(value) && Math.abs(sum(value) - wanted) <= bound())
                        .orElse(true)
                && exists.map(there -> there != value.isMissingNode()).orElse(true)
                && matches.map(pattern ->
                                value.isValueNode() && BoundedText.matches(Pattern.compile(pattern), value.asText()))
                        .orElse(true);
    }

    private int compare(JsonNode left, JsonNode right) {
        boolean alike = left.isNumber() && right.isNumber()
                ? Math.abs(left.doubleValue() - right.doubleValue()) <= bound()
                : left.equals(right);
        return alike ? 0 : 1;
    }

    private double bound() {
        return tolerance.orElse(DEFAULT_TOLERANCE);
    }

    private static boolean addable(JsonNode value) {
        return !value.isEmpty() && value.valueStream().allMatch(JsonNode::isNumber);
    }

    private static double sum(JsonNode value) {
        return value.valueStream().mapToDouble(JsonNode::doubleValue).sum();
    }
}
