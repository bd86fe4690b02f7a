package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.drydock.engine.buildkit.StatusResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What is heard of a build while it goes on. Reads the answer to {@code POST /build?version=2} itself: JSON objects, some of
 * which carry BuildKit's own messages.
 */
final class BuildStream {

    private final BuildProgress progress;
    private final long maxLogBytes;
    private final Runnable logLimitReached;

    private Optional<String> imageId = Optional.empty();
    private Optional<String> error = Optional.empty();
    private boolean flooded;

    /**
     * @param logLimitReached called once, when all logs together exceed the limit; reading goes on
     */
    BuildStream(BuildProgress progress, long maxLogBytes, Runnable logLimitReached) {
        this.progress = progress;
        this.maxLogBytes = maxLogBytes;
        this.logLimitReached = logLimitReached;
    }

    /**
     * Reads to the end of the build. The stream is left to the caller to abort: closing it would first read on to its
     * end, and so wait for a build that nobody listens to any more.
     */
    void read(InputStream in) throws IOException {
        MappingIterator<JsonNode> messages =
                EngineApi.JSON.readerFor(JsonNode.class).readValues(in);
        while (messages.hasNextValue()) {
            accept(messages.nextValue());
        }
    }

    private void accept(JsonNode message) throws IOException {
        if (message.has("error")) {
            failed(message.path("error").asText());
            return;
        }
        switch (message.path("id").asText()) {
            case "moby.buildkit.trace" ->
                trace(StatusResponse.parseFrom(message.path("aux").binaryValue()));
            case "moby.image.id" -> built(message.path("aux").path("ID").asText());
            default -> {
                // Nothing that concerns us.
            }
        }
    }

    void built(String image) {
        imageId = Optional.of(image);
    }

    void failed(String message) {
        error = Optional.of(message);
    }

    /** Takes in one of BuildKit's own messages. */
    void trace(StatusResponse status) {
        progress.accept(status);
        if (!flooded && progress.logBytes() > maxLogBytes) {
            flooded = true;
            logLimitReached.run();
        }
    }

    /** Bytes that all steps wrote so far. */
    long logBytes() {
        return progress.logBytes();
    }

    boolean flooded() {
        return flooded;
    }

    /** Id of the image, once the build has succeeded. */
    Optional<String> imageId() {
        return imageId;
    }

    /** The engine's words on why the build did not succeed. */
    Optional<String> error() {
        return error;
    }
}
