package dev.drydock.grading.checks;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.yaml.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of an answer that has to be what the reference solution answers there. Objects may have further keys.
 *
 * @param pointer JSON pointer; empty for the whole answer
 * @param tolerance how far numbers may be off, 0.000001 if left out
 * @param largestOf pointer of an object of numbers in the answer: what stands at {@code pointer} is the key of its largest
 *     number, and where several are as large, within the tolerance, each of them will do
 */
public record Comparison(
        @Key("JSON pointer, such as /class; empty for the whole answer.")
        String pointer,

        @Key(value = "How far numbers may be off, 0.000001 if left out.", min = 0)
        Optional<Double> tolerance,

        @Key("Pointer of an object of numbers whose largest one's key this is: of equal ones, each will do.")
        Optional<String> largestOf) {

    private static final double USUAL = 1e-6;

    /** Refuses at loading what is no pointer. */
    public Comparison {
        var unused = JsonPointer.compile(pointer);
        largestOf.ifPresent(JsonPointer::compile);
    }

    boolean agrees(JsonNode wanted, JsonNode found) {
        return largestOf
                .map(numbers -> largest(wanted.at(numbers)))
                .filter(keys -> !keys.isEmpty())
                .map(keys -> keys.contains(found.at(pointer).asText()))
                .orElseGet(() -> isAlike(wanted.at(pointer), found.at(pointer)));
    }

    private List<String> largest(JsonNode numbers) {
        Optional<Double> most = numbers.valueStream().map(JsonNode::asDouble).max(Comparator.naturalOrder());
        List<String> keys = new ArrayList<>();
        for (Map.Entry<String, JsonNode> number : numbers.properties()) {
            // Each of two numbers may be off by the tolerance.
            if (most.filter(top -> top - number.getValue().asDouble() <= 2 * bound())
                    .isPresent()) {
                keys.add(number.getKey());
            }
        }
        return keys;
    }

    private boolean isAlike(JsonNode wanted, JsonNode found) {
        if (wanted.isNumber()) {
            return found.isNumber() && Math.abs(wanted.doubleValue() - found.doubleValue()) <= bound();
        }
        if (wanted.isArray()) {
            return found.isArray() && wanted.size() == found.size() && elementsAreAlike(wanted, found);
        }
        if (wanted.isObject()) {
            return wanted.properties().stream()
                    .allMatch(field -> isAlike(field.getValue(), found.path(field.getKey())));
        }
        return wanted.equals(found);
    }

    private boolean elementsAreAlike(JsonNode wanted, JsonNode found) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!isAlike(wanted.get(i), found.get(i))) {
                return false;
            }
        }
        return true;
    }

    private double bound() {
        return tolerance.orElse(USUAL);
    }
}
