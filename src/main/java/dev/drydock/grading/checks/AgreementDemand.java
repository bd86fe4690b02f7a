package dev.drydock.grading.checks;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.engine.HttpReply;
import dev.drydock.grading.ReferenceAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an answer to a drawn input has to be, and how one falls short.
 *
 * @param within most time that it may take
 * @param secondsAt where an input says how many seconds the answer takes at least
 */
record AgreementDemand(
        Optional<Duration> within,
        Optional<JsonPointer> secondsAt,
        List<Comparison> compare,
        List<JsonExpectation> expect) {

    /** By so little of its time an answer may be early: a careful look takes off what the machine held it up. */
    private static final int TENTH = 10;

    private static final int SUCCESS = 2;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** In words, as the end of "asked for X, the service …"; empty if all is well. */
    Optional<String> complaint(ReferenceAnswer wanted, HttpReply reply) {
        return switch (reply) {
            case HttpReply.NoAnswer none -> Optional.of("gave no answer: " + Printable.of(none.reason(), 120));
            case HttpReply.Answer answer -> complaint(wanted, answer);
        };
    }

    private Optional<String> complaint(ReferenceAnswer wanted, HttpReply.Answer answer) {
        if (!isLike(answer.status(), wanted.status())) {
            return Optional.of("answered with status " + answer.status());
        }
        if (within.filter(most -> answer.took().compareTo(most) > 0).isPresent()) {
            return Optional.of("took " + Quantity.time(answer.took()));
        }
        Duration least = least(wanted);
        if (answer.took().plus(least.dividedBy(TENTH)).compareTo(least) < 0) {
            return Optional.of("answered after " + Quantity.time(answer.took()) + " already");
        }
        // How a refusal is worded is nobody's business.
        return wanted.status() / 100 == SUCCESS ? contentComplaint(wanted, answer) : Optional.empty();
    }

    /** With which status something is refused is nobody's business either; a client that gets its answer looks for the right one. */
    private static boolean isLike(int status, int wanted) {
        return wanted / 100 == SUCCESS ? status == wanted : status / 100 == wanted / 100;
    }

    /** How long an answer takes at least: nothing for a refusal. */
    Duration least(ReferenceAnswer wanted) {
        return secondsAt
                .filter(pointer -> wanted.status() / 100 == SUCCESS)
                .map(pointer -> wanted.body().at(pointer).asDouble())
                .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
                .orElse(Duration.ZERO);
    }

    private Optional<String> contentComplaint(ReferenceAnswer wanted, HttpReply.Answer answer) {
        JsonNode found;
        try {
            found = JSON.readTree(answer.body());
        } catch (JsonProcessingException malformed) {
            return Optional.of("answered what is not JSON: " + Printable.of(answer.body(), 100));
        }
        boolean agrees = compare.stream().allMatch(part -> part.agrees(wanted.answer(), found));
        return agrees
                ? expect.stream()
                        .flatMap(expectation -> expectation.complaint(found).stream()
                                .map(what -> "answered, and " + what + ", expected: " + expectation.describe()))
                        .findFirst()
                : Optional.of("answered " + shown(found));
    }

    /** What the reference solution says, in words. */
    String describe(ReferenceAnswer wanted) {
        if (wanted.status() / 100 != SUCCESS) {
            return "a refusal with status " + wanted.status();
        }
        Duration least = least(wanted);
        return shown(wanted.answer())
                + (least.isZero() ? "" : " after " + Quantity.time(least))
                + within.map(most -> " within " + Quantity.time(most)).orElse("");
    }

    private static String shown(JsonNode json) {
        return Printable.of(shortened(json).toString(), 160);
    }

    /** With four decimals, which is as many as help somebody who compares. */
    private static JsonNode shortened(JsonNode json) {
        if (json.isDouble() && Double.isFinite(json.doubleValue())) {
            return DoubleNode.valueOf(Math.round(json.doubleValue() * 1e4) / 1e4);
        }
        if (json.isArray()) {
            ArrayNode list = JSON.createArrayNode();
            json.forEach(element -> list.add(shortened(element)));
            return list;
        }
        if (json.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            json.properties().forEach(field -> object.set(field.getKey(), shortened(field.getValue())));
            return object;
        }
        return json;
    }
}
