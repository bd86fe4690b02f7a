package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.engine.ContainerState.Health;
import dev.drydock.engine.ContainerState.Probe;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/** Reads what the engine's API says of a container's state. */
final class StateJson {

    private StateJson() {}

    static ContainerState read(JsonNode state) {
        return new ContainerState(
                state.path("Running").asBoolean(),
                state.path("ExitCode").asInt(),
                state.path("OOMKilled").asBoolean(),
                health(state.path("Health")),
                Optional.of(state.path("Error").asText("")).filter(error -> !error.isEmpty()));
    }

    private static Optional<Health> health(JsonNode health) {
        String status = health.path("Status").asText("none");
        if (status.equals("none")) {
            return Optional.empty();
        }
        JsonNode log = health.path("Log");
        return Optional.of(new Health(
                ContainerState.Status.valueOf(status.toUpperCase(Locale.ROOT)),
                health.path("FailingStreak").asInt(),
                log.path(log.size() - 1).path("Output").asText(""),
                log.valueStream().map(StateJson::probe).toList()));
    }

    private static Probe probe(JsonNode ended) {
        return new Probe(
                OffsetDateTime.parse(ended.path("Start").asText()).toInstant(),
                ended.path("ExitCode").asInt());
    }
}
