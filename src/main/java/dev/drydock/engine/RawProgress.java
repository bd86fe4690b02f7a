package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.drydock.engine.buildkit.StatusResponse;
import dev.drydock.engine.buildkit.Vertex;
import dev.drydock.engine.buildkit.VertexLog;
import dev.drydock.engine.buildkit.VertexWarning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes what {@code docker buildx build --progress=rawjson} writes on standard error: BuildKit's own messages as JSON
 * objects, each in lines of its own, and what is wrong in plain lines behind them. On standard output comes the image's id.
 */
final class RawProgress implements Frames.Sink {

    /**
     * How BuildKit's refusal of the Dockerfile, or of one of its steps, is reported. Whatever else is wrong, such as an engine
     * that is not there, is no fault of the Dockerfile's.
     */
    private static final Pattern FAILED = Pattern.compile(
            "ERROR: (?:failed to build: )?(?:failed to solve: |(?=dockerfile parse error))(.*)", Pattern.DOTALL);

    /** Of the last words of a build that ended without a result. */
    private static final int MOST_WORDS = 500;

    /** More than BuildKit puts into one message, its largest piece of a log included. */
    private static final int LONGEST = 16 << 20;

    private final BuildStream stream;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder object = new StringBuilder();
    private final StringBuilder image = new StringBuilder();
    private Optional<String> error = Optional.empty();
    private String lastWords = "";

    RawProgress(BuildStream stream) {
        this.stream = stream;
    }

    @Override
    public void accept(boolean onError, byte[] buffer, int length) throws IOException {
        if (!onError) {
            image.append(new String(buffer, 0, Math.min(length, 256), StandardCharsets.UTF_8));
            return;
        }
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                line(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else if (line.size() < LONGEST) {
                line.write(buffer[i]);
            }
        }
    }

    /**
     * To be called when nothing more comes.
     *
     * @throws EngineException if there is neither an image nor anything wrong with the Dockerfile
     */
    void end() throws IOException {
        line(line.toString(StandardCharsets.UTF_8));
        String id = image.toString().strip();
        if (!id.isEmpty()) {
            stream.built(id);
            return;
        }
        stream.failed(error.orElseThrow(() -> new EngineException("The build ended without a result: " + lastWords)));
    }

    private void line(String text) throws IOException {
        boolean begins = object.isEmpty() && text.startsWith("{");
        if (!begins && object.isEmpty()) {
            plain(text);
            return;
        }
        if (object.length() + text.length() > LONGEST) {
            throw new IOException("a message of the build's progress is too long");
        }
        object.append(text).append('\n');
        // Within an object, lines are indented.
        if (text.equals("}") || begins && text.endsWith("}")) {
            stream.trace(status(EngineApi.JSON.readTree(object.toString())));
            object.setLength(0);
        }
    }

    private void plain(String text) {
        if (!text.isBlank()) {
            lastWords = text.substring(0, Math.min(text.length(), MOST_WORDS));
        }
        Matcher failed = FAILED.matcher(text);
        // A message of several lines may hold words of the Dockerfile's own; the first line is the builder's.
        if (error.isEmpty() && failed.matches()) {
            error = Optional.of(failed.group(1));
        }
    }

    private static StatusResponse status(JsonNode message) throws IOException {
        StatusResponse.Builder status = StatusResponse.newBuilder();
        for (JsonNode vertex : message.path("vertexes")) {
            status.addVertexes(vertex(vertex));
        }
        for (JsonNode log : message.path("logs")) {
            status.addLogs(VertexLog.newBuilder()
                    .setVertex(log.path("vertex").asText())
                    .setStream(log.path("stream").asInt())
                    .setMsg(bytes(log.path("data"))));
        }
        for (JsonNode warning : message.path("warnings")) {
            status.addWarnings(VertexWarning.newBuilder()
                    .setVertex(warning.path("vertex").asText())
                    .setShort(bytes(warning.path("short")))
                    .setUrl(warning.path("url").asText()));
        }
        return status.build();
    }

    private static Vertex vertex(JsonNode node) {
        Vertex.Builder vertex = Vertex.newBuilder()
                .setDigest(node.path("digest").asText())
                .setName(node.path("name").asText())
                .setCached(node.path("cached").asBoolean())
                .setError(node.path("error").asText(""));
        node.path("inputs").forEach(input -> vertex.addInputs(input.asText()));
        if (node.hasNonNull("started")) {
            vertex.setStarted(time(node.path("started")));
        }
        if (node.hasNonNull("completed")) {
            vertex.setCompleted(time(node.path("completed")));
        }
        return vertex.build();
    }

    private static Timestamp time(JsonNode text) {
        Instant time = Instant.parse(text.asText());
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    private static ByteString bytes(JsonNode base64) throws IOException {
        byte[] bytes = base64.binaryValue();
        return bytes == null ? ByteString.EMPTY : ByteString.copyFrom(bytes);
    }
}
