package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.engine.ImageConfig.Healthcheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the engine's API says of images. */
final class ImageJson {

    private ImageJson() {}

    static ImageConfig config(JsonNode config) {
        return new ImageConfig(
                config.path("User").asText(""),
                config.path("WorkingDir").asText(""),
                environment(config.path("Env")),
                texts(config.path("Entrypoint")),
                texts(config.path("Cmd")),
                names(config.path("ExposedPorts")),
                names(config.path("Volumes")),
                labels(config.path("Labels")),
                healthcheck(config.path("Healthcheck")),
                Optional.of(config.path("StopSignal").asText("")).filter(signal -> !signal.isEmpty()));
    }

    private static Optional<Healthcheck> healthcheck(JsonNode check) {
        if (!check.isObject()) {
            return Optional.empty();
        }
        return Optional.of(new Healthcheck(
                texts(check.path("Test")),
                Duration.ofNanos(check.path("Interval").asLong()),
                Duration.ofNanos(check.path("Timeout").asLong()),
                Duration.ofNanos(check.path("StartPeriod").asLong()),
                check.path("Retries").asInt()));
    }

    private static Map<String, String> environment(JsonNode entries) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String entry : texts(entries)) {
            int equals = entry.indexOf('=');
            environment.put(equals < 0 ? entry : entry.substring(0, equals), entry.substring(equals + 1));
        }
        return Collections.unmodifiableMap(environment);
    }

    static Map<String, String> labels(JsonNode object) {
        Map<String, String> labels = new LinkedHashMap<>();
        object.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return Collections.unmodifiableMap(labels);
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }
}
