package dev.drydock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.content.PackedFolder;
import dev.drydock.grading.VerdictJson;
import dev.drydock.server.ServerProcess;
import dev.drydock.yaml.Mappers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API of a server in which nobody grades, so that what is handed in stays queued. */
class ApiTest {

    private static final String SUBMIT = "api/v1/exercises/layer-order-rescue/submissions";
    private static final String SUBMISSIONS = "api/v1/submissions";
    private static final String GOOD = "{\"files\": {\"Dockerfile\": \"FROM python:3.11-slim\\n\"}}";
    private static final String BAD = "{\"files\": {\"Dockerfile\": \"RUM x\\n\"}}";

    @TempDir
    static Path home = Path.of("");

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Optional<ServerProcess> server = Optional.empty();

    @BeforeAll
    static void start() {
        server = Optional.of(ServerProcess.start(Map.of("DRYDOCK_ROLES", "web", "DRYDOCK_HOME", home.toString())));
    }

    @AfterAll
    static void stop() {
        server.ifPresent(ServerProcess::close);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.orElseThrow().at(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String type, String body)
            throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request(path));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Mappers.DOCUMENTS.readTree(response.body());
    }

    private static JsonNode submit(String body) throws IOException, InterruptedException {
        HttpResponse<String> response = post(SUBMIT, "application/json", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return Mappers.DOCUMENTS.readTree(response.body());
    }

    private static String path(JsonNode submission) {
        return SUBMISSIONS + "/" + submission.path("id").asText();
    }

    @Test
    void tellsOfExercisesWithoutTheirSolutions() throws Exception {
        assertThat(get("api/v1/exercises").path("exercises").findValuesAsText("id"))
                .contains("first-ml-container", "layer-order-rescue");
        JsonNode exercise = get("api/v1/exercises/layer-order-rescue");
        assertThat(exercise.path("checks").size()).isPositive();
        assertThat(exercise.path("checks").get(0).properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("id", "title", "points");
        assertThat(exercise.path("brief").asText()).isNotBlank();
        assertThat(exercise.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "id", "title", "summary", "version", "editable", "lessons", "maxScore", "checks", "brief");
    }

    @Test
    void whatIsHandedInIsQueuedFoundAndCancelled() throws Exception {
        HttpResponse<String> taken = post(SUBMIT, "application/json", GOOD);
        String location = taken.headers().firstValue("Location").orElseThrow();
        JsonNode submission = get(location);
        assertThat(submission.path("state").asText()).isEqualTo("queued");
        assertThat(submission.path("queue").path("ahead").isInt()).isTrue();
        assertThat(submission.has("started")).isFalse();
        assertThat(get(SUBMISSIONS + "?exercise=layer-order-rescue&limit=1")
                        .path("submissions")
                        .get(0)
                        .path("id"))
                .isEqualTo(submission.path("id"));
        assertThat(get(location + "/files")).isEqualTo(Mappers.DOCUMENTS.readTree(GOOD));

        assertThat(send(request(location).DELETE()).statusCode()).isEqualTo(200);
        assertThat(get(location).path("state").asText()).isEqualTo("cancelled");
        problem(send(request(location).DELETE()), 409);
        problem(send(request(location + "/verdict")), 404);
    }

    @Test
    void whatIsRefusedHasItsVerdictAtOnce() throws Exception {
        JsonNode submission = submit(BAD);
        assertThat(submission.path("state").asText()).isEqualTo("invalid");
        assertThat(VerdictJson.validate(get(path(submission) + "/verdict"))).isEmpty();
        assertThat(get(path(submission)).path("result").path("outcome").asText())
                .isEqualTo("invalid");
    }

    @Test
    void namesThatNoDatabaseTakesAreRefusedLikeOthers() throws Exception {
        JsonNode submission =
                submit("{\"files\": {\"Docker\\u0000file\": \"FROM x\", \"" + "x".repeat(9000) + "\": \"\"}}");
        assertThat(submission.path("state").asText()).isEqualTo("invalid");
    }

    @Test
    void takesArchives() throws Exception {
        byte[] archive = PackedFolder.tarGz(Path.of("exercises/layer-order-rescue/solution"), List.of());
        HttpResponse<String> response = send(
                request(SUBMIT).header("Content-Type", "application/gzip").POST(BodyPublishers.ofByteArray(archive)));
        assertThat(response.statusCode()).isEqualTo(201);
        JsonNode submission = Mappers.DOCUMENTS.readTree(response.body());
        assertThat(submission.path("state").asText()).isEqualTo("queued");
        assertThat(get(path(submission) + "/files")
                        .path("files")
                        .path("Dockerfile")
                        .asText())
                .startsWith("FROM");
        send(request(path(submission)).DELETE());
    }

    @Test
    void eventsGoOnAfterTheOneThatWasSeen() throws Exception {
        String events = path(submit(BAD)) + "/events";
        assertThat(send(request(events)).body()).contains("id:1\n", "event:verdict\n", "id:2\n", "event:end\n");
        assertThat(send(request(events).header("Last-Event-ID", "1")).body())
                .doesNotContain("id:1\n")
                .contains("id:2\n", "event:end\n");
        assertThat(send(request(events + "?after=2")).body())
                .doesNotContain("id:")
                .contains("event:end\n");
        problem(send(request(events).header("Last-Event-ID", "x")), 400);
    }

    @Test
    void theLogIsText() throws Exception {
        HttpResponse<String> log = send(request(path(submit(BAD)) + "/log"));
        assertThat(log.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(log.body()).contains("--- invalid");
    }

    private static void problem(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = Mappers.DOCUMENTS.readTree(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | api/v1/nothing                       | 404",
                "GET    | api/v1/exercises/none                | 404",
                "GET    | api/v1/submissions/none              | 404",
                "GET    | api/v1/submissions?limit=many        | 400",
                "GET    | api/v1/submissions?limit=101         | 400",
                "PUT    | api/v1/exercises/layer-order-rescue  | 405",
                "POST   | api/v1/exercises/none/submissions    | 404",
                "POST   | " + SUBMIT + "                       | 400",
            })
    void mistakesAreProblemDocuments(String method, String path, int status) throws Exception {
        problem(
                send(request(path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                method.equals("POST") ? BodyPublishers.ofString("{") : BodyPublishers.noBody())),
                status);
    }

    @Test
    void refusesOtherFormsAndTooMuch() throws Exception {
        problem(post(SUBMIT, "text/csv", "a,b"), 415);
        problem(send(request(SUBMISSIONS + "/" + UUID.randomUUID() + "/log")), 404);
        problem(post(SUBMIT, "application/zip", "x".repeat(17 << 20)), 413);
    }

    @Test
    void isDescribed() throws Exception {
        JsonNode document = Mappers.DOCUMENTS.readTree(
                send(request("q/openapi").header("Accept", "application/json")).body());
        assertThat(document.path("paths").properties())
                .extracting(Map.Entry::getKey)
                .allMatch(path -> path.startsWith("/api/v1/"))
                .hasSize(9);
    }
}
