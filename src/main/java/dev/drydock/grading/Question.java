package dev.drydock.grading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.content.Questions;
import dev.drydock.engine.HttpProbe;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One of an exercise's questions to a service, with its values drawn.
 *
 * @param kind of request
 * @param body in JSON
 */
public record Question(Questions kind, JsonNode body) {

    /** Such as {@code POST /predict on port 80}. */
    public static String describe(Questions kind) {
        return method(kind) + " " + kind.path() + " on port " + kind.port();
    }

    private static String method(Questions kind) {
        return kind.method().orElse("POST");
    }

    /**
     * The request as it is sent.
     *
     * @param patience while nobody answers yet, it is tried again for so long, counted from the service's start
     */
    public HttpProbe probe(Duration patience, Duration timeout) {
        Map<String, String> headers = new HashMap<>(kind.headers().orElse(Map.of()));
        if (headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("Content-Type", "application/json");
        }
        return new HttpProbe(
                method(kind), kind.port(), kind.path(), headers, Optional.of(body.toString()), patience, timeout);
    }
}
