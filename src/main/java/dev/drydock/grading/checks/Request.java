package dev.drydock.grading.checks;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.engine.HttpProbe;
import dev.drydock.yaml.Key;
import dev.drydock.yaml.Mappers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A request that a check sends to the service.
 *
 * @param method GET if left out
 * @param path with a leading slash
 * @param json sent as the body, with a content type unless {@code headers} names one
 * @param headers of the request
 */
public record Request(
        @Key(value = "HTTP method, GET if left out.", pattern = "[A-Z]+", patternMeans = "capital letters")
        Optional<String> method,

        @Key(value = "Path and query.", pattern = "/.*", patternMeans = "a path that begins with a slash")
        String path,

        @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
        int port,

        @Key("Body of the request.") Optional<JsonNode> json,
        @Key("Headers of the request.") Optional<Map<String, String>> headers) {

    /** For one answer, where no check says otherwise. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A GET without a body or headers of its own. */
    static Request get(String path, int port) {
        return new Request(Optional.empty(), path, port, Optional.empty(), Optional.empty());
    }

    public Request {
        // Jackson makes a JSON null of a key that was left out.
        json = json.filter(body -> !body.isNull());
    }

    /**
     * The same request with another number at one place of its body, which is an object there.
     *
     * @param at JSON pointer
     */
    Request with(String at, double number) {
        JsonPointer pointer = JsonPointer.compile(at);
        JsonNode body = json.orElseThrow(() -> new IllegalArgumentException("a request without a body"))
                .deepCopy();
        if (!(body.at(pointer.head()) instanceof ObjectNode parent)) {
            throw new IllegalArgumentException(at + " leads into no object of the request");
        }
        parent.put(pointer.last().getMatchingProperty(), number);
        return new Request(method, path, port, Optional.of(body), headers);
    }

    /** The number at one place of a request's body; empty where there is none. */
    static OptionalDouble numberIn(HttpProbe probe, String at) {
        if (probe.body().isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            JsonNode number = Mappers.DOCUMENTS.readTree(probe.body().get()).at(at);
            return number.isNumber() ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a request's body is JSON", ours);
        }
    }

    String describe() {
        return method.orElse("GET") + " " + path + " on port " + port;
    }

    /**
     * The request as it is sent.
     *
     * @param patience while the connection is refused, it is tried again for so long, counted from the service's start
     */
    HttpProbe probe(Duration patience, Duration timeout) {
        var sent = new HashMap<String, String>();
        json.ifPresent(body -> sent.put("content-type", "application/json"));
        headers.ifPresent(given -> given.forEach((name, value) -> {
            sent.keySet().removeIf(name::equalsIgnoreCase);
            sent.put(name, value);
        }));
        return new HttpProbe(method.orElse("GET"), port, path, sent, json.map(JsonNode::toString), patience, timeout);
    }
}
