package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sends files to the outer engine: file systems that become images, files for containers. */
final class Uploads {

    private static final Duration MKDIR_LIMIT = Duration.ofSeconds(20);

    private final EngineApi api;

    Uploads(EngineApi api) {
        this.api = api;
    }

    String importImage(Path tar, String tag, List<String> changes, Map<String, String> labels) {
        int colon = tag.lastIndexOf(':');
        Url url = Url.of("/images/create")
                .with("fromSrc", "-")
                .with("repo", tag.substring(0, colon))
                .with("tag", tag.substring(colon + 1));
        changes.forEach(change -> url.with("changes", change));
        labels.forEach((name, value) -> url.with("changes", "LABEL " + quoted(name) + "=" + quoted(value)));
        try (InputStream in = Files.newInputStream(tar)) {
            return lastStatus(upload(Request.Method.POST, url, in));
        } catch (IOException e) {
            throw new EngineException(tar + " could not be imported", e);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + '"';
    }

    private static Request upload(Request.Method method, Url url, InputStream tar) {
        return Request.builder()
                .method(method)
                .path(url.toString())
                .putHeader("Content-Type", "application/x-tar")
                .body(tar)
                .build();
    }

    /** Reads progress to its end, whose last words are the image's id; an error comes within it, under a status of 200. */
    private String lastStatus(Request request) throws IOException {
        String status = "";
        try (Response response = api.open(request)) {
            MappingIterator<JsonNode> messages =
                    EngineApi.JSON.readerFor(JsonNode.class).readValues(response.getBody());
            while (messages.hasNextValue()) {
                JsonNode message = messages.nextValue();
                if (message.has("error")) {
                    throw new EngineException(message.path("error").asText());
                }
                status = message.path("status").asText(status);
            }
        }
        return status;
    }

    void copyInto(String container, Path from, String to) {
        try {
            if (Files.isDirectory(from)) {
                unpack(container, ContextTar.of(List.of(from)), to);
            } else {
                int slash = to.lastIndexOf('/');
                unpack(container, ContextTar.ofFile(from, to.substring(slash + 1)), to.substring(0, slash + 1));
            }
        } catch (IOException e) {
            throw new EngineException(from + " could not be copied to a container", e);
        }
    }

    private void unpack(String container, ContextTar tar, String folder) throws IOException {
        SandboxShell.Output made =
                ExecCall.run(api, container, List.of("mkdir", "-p", folder), new byte[0], MKDIR_LIMIT);
        if (made.exitCode() != 0) {
            throw new EngineException(folder + " could not be made in a container: " + made.stderr());
        }
        Url url = Url.of("/containers/", container, "/archive").with("path", folder);
        try (ContextBody body = ContextBody.of(tar)) {
            api.send(upload(Request.Method.PUT, url, body));
        }
    }
}
