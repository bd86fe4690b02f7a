package dev.drydock.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An engine's API as JSON in and out, over docker-java's transport. docker-java's own commands are left aside, as they
 * know neither BuildKit nor the storage's directories and start a thread for each stream.
 *
 * <p>Paths carry no API version: each engine then speaks its own, which every engine from 20.10 on understands.
 */
final class EngineApi implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    /** An engine that is silent for so long within an ordinary call is broken. */
    private static final Duration RESPONSE_LIMIT = Duration.ofSeconds(60);

    private final EngineAddress address;
    private final DockerHttpClient calls;
    private final DockerHttpClient streams;

    EngineApi(EngineAddress address) {
        this.address = address;
        this.calls = address.client(RESPONSE_LIMIT);
        this.streams = address.client(null);
    }

    EngineAddress address() {
        return address;
    }

    JsonNode get(Url url) {
        return exchange(Request.Method.GET, url, null);
    }

    /** Empty if the engine does not know what is asked for. */
    Optional<JsonNode> find(Url url) {
        try {
            return Optional.of(get(url));
        } catch (RefusedException e) {
            if (e.notFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * @param body becomes JSON, null for none
     */
    JsonNode post(Url url, @Nullable Object body) {
        return exchange(Request.Method.POST, url, body);
    }

    void delete(Url url) {
        exchange(Request.Method.DELETE, url, null);
    }

    /** Does nothing if it is gone, or about to be. */
    void deleteIfThere(Url url) {
        try {
            delete(url);
        } catch (RefusedException e) {
            if (!e.notFound() && !(e.conflict() && e.reason().contains("already in progress"))) {
                throw e;
            }
        }
    }

    private JsonNode exchange(Request.Method method, Url url, @Nullable Object body) {
        Request.Builder request = Request.builder().method(method).path(url.toString());
        if (body != null) {
            request.putHeader("Content-Type", "application/json").bodyBytes(bytes(body));
        }
        return answer(request.build(), calls);
    }

    /** Sends a long or large request without a limit on silence and reads its answer to the end. */
    JsonNode send(Request request) {
        return answer(request, streams);
    }

    private JsonNode answer(Request request, DockerHttpClient client) {
        try (Response response = execute(request, client)) {
            byte[] bytes = response.getBody().readAllBytes();
            return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (IOException e) {
            throw new EngineException("The engine's answer to " + name(request) + " broke off", e);
        }
    }

    /** Opens an answer that is read while it is written. To be closed, which ends the connection. */
    Response open(Request request) {
        return execute(request, streams);
    }

    private static Response execute(Request request, DockerHttpClient client) {
        Response response;
        try {
            response = client.execute(request);
        } catch (RuntimeException e) {
            // docker-java wraps what the transport threw, whatever it was, in a plain RuntimeException.
            throw new EngineException("The engine did not answer " + name(request) + ": " + rootMessage(e), e);
        }
        int status = response.getStatusCode();
        if (status >= 200 && status <= 299 || status == 304) {
            return response;
        }
        try (response) {
            throw new RefusedException(name(request), status, reason(response.getBody()));
        }
    }

    private static String reason(InputStream body) {
        try {
            String text = new String(body.readNBytes(64 * 1024), StandardCharsets.UTF_8);
            try {
                return JSON.readTree(text).path("message").asText(text).strip();
            } catch (JsonProcessingException e) {
                return text.strip();
            }
        } catch (IOException e) {
            return "(no reason could be read)";
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static String name(Request request) {
        String path = request.path();
        int query = path.indexOf('?');
        return request.method() + " " + (query < 0 ? path : path.substring(0, query));
    }

    static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        try (calls;
                streams) {
            // Both are closed, also when the first cannot be.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
