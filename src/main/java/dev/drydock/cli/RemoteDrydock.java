package dev.drydock.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.yaml.Mappers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The API of a Drydock elsewhere. */
final class RemoteDrydock implements AutoCloseable {

    /** Until an answer begins; an answer to a large submission comes after all of it was sent. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** The server says something every ten seconds. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final URI server;
    private final Optional<String> token;
    private final Refusals refusals;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /**
     * @param server without a slash at its end
     */
    RemoteDrydock(URI server, Optional<String> token) {
        this.server = server;
        this.token = token;
        this.refusals = new Refusals(server, token.isPresent());
    }

    /**
     * Asks for a document.
     *
     * @param path that begins with a slash
     * @throws RemoteException when there is none
     */
    JsonNode json(String path) throws InterruptedException {
        return parse(
                send(request(path).GET().build(), BodyHandlers.ofByteArray()).body());
    }

    /** Asks for a document and leaves it as it is. */
    String text(String path) throws InterruptedException {
        HttpRequest request = request(path).GET().build();
        return new String(send(request, BodyHandlers.ofByteArray()).body(), StandardCharsets.UTF_8);
    }

    /** Sends something, and gives what is answered. */
    JsonNode post(String path, String type, BodyPublisher body) throws InterruptedException {
        HttpRequest request =
                request(path).header("Content-Type", type).POST(body).build();
        return parse(send(request, BodyHandlers.ofByteArray()).body());
    }

    /**
     * Lines that come as something happens.
     *
     * @param lastEvent id of the last event that was seen; empty for all
     */
    LineStream lines(String path, String lastEvent) throws InterruptedException {
        HttpRequest.Builder request = request(path).setHeader("Accept", "text/event-stream");
        if (!lastEvent.isEmpty()) {
            request.header("Last-Event-ID", lastEvent);
        }
        return new LineStream(
                send(request.GET().build(), BodyHandlers.ofInputStream()).body(), LONGEST_SILENCE);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(ANSWER)
                .header("Accept", "application/json")
                .header("User-Agent", "drydock/" + Version.TEXT);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> whole) throws InterruptedException {
        HttpResponse<T> response;
        try {
            response = client.send(request, whole);
        } catch (IOException failure) {
            throw refusals.unreachable(failure);
        }
        if (response.statusCode() / 100 == 2) {
            return response;
        }
        throw refusals.of(response.statusCode(), response.headers(), bytes(response.body()));
    }

    private static byte[] bytes(Object body) {
        try (InputStream in = body instanceof InputStream stream ? stream : new ByteArrayInputStream((byte[]) body)) {
            return in.readNBytes(Refusals.LONGEST);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    private JsonNode parse(byte[] body) {
        try {
            return Mappers.DOCUMENTS.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException page) {
            throw refusals.noDrydock();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
