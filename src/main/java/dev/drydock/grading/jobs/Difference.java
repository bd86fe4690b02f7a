package dev.drydock.grading.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Iterator;
import java.util.Optional;

/**
 * The first place in which two JSON texts differ. Numbers that were computed in another order differ in their last digits,
 * which is no difference.
 *
 * @param at JSON pointer, empty for the whole
 * @param expected as JSON
 * @param found as JSON, or the text that is none; untrusted
 */
public record Difference(String at, String expected, String found) {

    private static final double TOLERANCE = 1e-6;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Empty if they agree. */
    public static Optional<Difference> between(String expected, String found) {
        JsonNode wanted;
        try {
            wanted = JSON.readTree(expected);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the reference solution writes no JSON", e);
        }
        try {
            return between("", wanted, JSON.readTree(found));
        } catch (JsonProcessingException none) {
            return Optional.of(new Difference("", wanted.toString(), found));
        }
    }

    private static Optional<Difference> between(String at, JsonNode expected, JsonNode found) {
        if (expected.isNumber() && found.isNumber()) {
            return alike(expected.doubleValue(), found.doubleValue()) ? Optional.empty() : differ(at, expected, found);
        }
        if (expected.getNodeType() != found.getNodeType() || expected.size() != found.size()) {
            return differ(at, expected, found);
        }
        if (expected.isValueNode()) {
            return expected.equals(found) ? Optional.empty() : differ(at, expected, found);
        }
        return expected.isArray() ? elements(at, expected, found) : fields(at, expected, found);
    }

    private static Optional<Difference> elements(String at, JsonNode expected, JsonNode found) {
        for (int i = 0; i < expected.size(); i++) {
            Optional<Difference> difference = between(at + "/" + i, expected.path(i), found.path(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<Difference> fields(String at, JsonNode expected, JsonNode found) {
        for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            Optional<Difference> difference = between(at + "/" + name, expected.path(name), found.path(name));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static boolean alike(double expected, double found) {
        return Math.abs(expected - found) <= TOLERANCE * Math.max(1, Math.abs(expected));
    }

    private static Optional<Difference> differ(String at, JsonNode expected, JsonNode found) {
        return Optional.of(
                new Difference(at, expected.toString(), found.isMissingNode() ? "nothing" : found.toString()));
    }
}
