package dev.drydock.grading.checks;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.engine.HttpReply.Answer;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request that is sent before and after something else, to be answered in the end as it was at first.
 *
 * @param method GET if left out
 * @param path with a leading slash
 * @param json sent as the body, with a content type unless {@code headers} names one
 * @param headers of the request
 * @param expect what the answer has to hold afterwards where it held it before; the rest of it may change
 * @param keeps pointers to what the answer has to say afterwards as it did before, numbers to two decimals
 */
public record RepeatedRequest(
        @Key(value = "HTTP method, GET if left out.", pattern = "[A-Z]+", patternMeans = "capital letters")
        Optional<String> method,

        @Key(value = "Path and query.", pattern = "/.*", patternMeans = "a path that begins with a slash")
        String path,

        @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
        int port,

        @Key("Body of the request.") Optional<JsonNode> json,
        @Key("Headers of the request.") Optional<Map<String, String>> headers,

        @Key("What the answer, as JSON, has to hold afterwards as before, besides its status.")
        Optional<List<JsonExpectation>> expect,

        @Key("JSON pointers to what the answer has to say afterwards as it did before; numbers to two decimals.")
        Optional<List<String>> keeps) {

    /** Of services that round to two decimals. */
    private static final double TWO_DECIMALS = 0.011;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Refuses at loading what is no pointer. */
    public RepeatedRequest {
        keeps.ifPresent(pointers -> pointers.forEach(JsonPointer::compile));
    }

    /** A GET without a body or headers of its own, whose status alone counts. */
    static RepeatedRequest get(String path, int port) {
        return get(path, port, Optional.empty());
    }

    /** A GET without a body or headers of its own. */
    static RepeatedRequest get(String path, int port, Optional<List<JsonExpectation>> expect) {
        return new RepeatedRequest(
                Optional.empty(), path, port, Optional.empty(), Optional.empty(), expect, Optional.empty());
    }

    Request request() {
        return new Request(method, path, port, json, headers);
    }

    /** The first of the statuses that tell of the service's own troubles. */
    private static final int SERVER_ERROR = 500;

    /** Whether an answer is as one before, of which {@link #asIn} says what it was; one that failed before may be well by now. */
    static boolean isAsBefore(AnswerDemand before, Answer now) {
        return before.status() >= SERVER_ERROR || before.complaints(now).isEmpty();
    }

    /** What an answer as this one is has to be: an answer that does not hold what is expected need not do so later either. */
    AnswerDemand asIn(Answer answer) {
        var whole = new AnswerDemand(answer.status(), Optional.empty(), expectations(answer));
        return whole.complaints(answer).isEmpty()
                ? whole
                : new AnswerDemand(answer.status(), Optional.empty(), List.of());
    }

    private List<JsonExpectation> expectations(Answer answer) {
        return Stream.concat(expect.orElse(List.of()).stream(), kept(answer)).toList();
    }

    private Stream<JsonExpectation> kept(Answer answer) {
        JsonNode said;
        try {
            said = JSON.readTree(answer.body());
        } catch (JsonProcessingException malformed) {
            return Stream.empty();
        }
        return keeps.orElse(List.of()).stream()
                .filter(pointer -> !said.at(pointer).isMissingNode())
                .map(pointer -> JsonExpectation.equal(pointer, said.at(pointer), TWO_DECIMALS));
    }
}
