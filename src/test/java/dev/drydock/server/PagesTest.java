package dev.drydock.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built application as a process that serves pages and grades nothing, on this machine alone. */
class PagesTest {

    @TempDir
    static Path home;

    static ServerProcess server;

    private Http http;

    @BeforeEach
    void visit() {
        http = new Http(server);
    }

    @BeforeAll
    static void start() {
        server = ServerProcess.start(Map.of("DRYDOCK_ROLES", "web", "DRYDOCK_HOME", home.toString()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void listsLessonsAndExercises() {
        assertThat(http.get("/").body())
                .contains("href=\"/lessons/03-layers-and-cache\"", "href=\"/exercises/inference-server\"");
    }

    @Test
    void rendersLessonsWithFiguresAndQuiz() {
        assertThat(http.get("/lessons/03-layers-and-cache").body())
                .contains(
                        "id=\"order\"",
                        "<figure class=\"code\">",
                        "/lessons/03-layers-and-cache/figures/",
                        "<fieldset");
        HttpResponse<String> figure = http.get("/lessons/03-layers-and-cache/figures/order.svg");
        assertThat(figure.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(figure.body()).startsWith("<svg");
    }

    @Test
    void tellsHowItIs() {
        assertThat(http.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(http.get("/q/health/ready").body()).contains("\"database\"", "\"disk\"", "\"grading\"");
        assertThat(http.get("/q/metrics").body()).contains("drydock_queue_length");
        assertThat(http.get("/q/openapi").statusCode()).isEqualTo(200);
    }

    @Test
    void showsLineAndMendOfWhatIsRefusedBeforeBuilding() {
        HttpResponse<String> answer = http.submit("first-ml-container", "FROM python:3.11-slim\nCOPPY . .\n");
        assertThat(answer.statusCode()).isEqualTo(303);
        String page = http.get(path(answer)).body();
        assertThat(page).contains("Refused before building", "line 2", "COPPY");
        assertThat(page).containsPattern("<li id=\"Dockerfile-2\"[^>]*class=\"guilty\"");
    }

    @Test
    void keepsWhatWasWrittenForTheNextTry() {
        http.submit("layer-order-rescue", "FROM python:3.11-slim\nRUNN <b>mine</b>\n");
        assertThat(http.get("/exercises/layer-order-rescue").body()).contains("RUNN &lt;b&gt;mine&lt;/b&gt;");
    }

    @Test
    void saysWhereASubmissionIsWhileItWaits() {
        HttpResponse<String> answer = http.submit("first-ml-container", "FROM python:3.11-slim\n");
        String page = http.get(path(answer)).body();
        assertThat(page).contains("data-live=\"true\"", "Cancel");
        HttpResponse<String> cancelled =
                http.post(path(answer) + "/cancel", Map.of("csrf-token", http.token(path(answer))));
        assertThat(cancelled.statusCode()).isEqualTo(303);
        assertThat(http.get(path(answer)).body()).contains("Cancelled");
        assertThat(http.get(path(answer) + "/events").body())
                .contains("event:state", "{\"state\":\"queued\"}", "{\"state\":\"cancelled\"}", "event:end");
    }

    @Test
    void goesOnAfterTheLastEventThatWasSeen() {
        HttpResponse<String> answer = http.submit("first-ml-container", "FROM python:3.11-slim\nCOPPY . .\n");
        assertThat(http.get(path(answer) + "/events").body()).contains("id:1\n", "id:2\n");
        assertThat(http.get(path(answer) + "/events", "Last-Event-ID", "1").body())
                .contains("id:2\n")
                .doesNotContain("id:1\n");
    }

    @Test
    void refusesNamesThatAreNotThisMachines() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void refusesChangesThatComeFromOtherSites() {
        Map<String, String> form = Map.of(
                "csrf-token", http.token("/exercises/first-ml-container"), "file:Dockerfile", "FROM python:3.11-slim");
        String path = "/exercises/first-ml-container/submissions";
        assertThat(http.post(path, form, "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(http.post(path, form, "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(http.post(path, form, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
    }

    @Test
    void refusesFormsWithoutTheirToken() {
        Map<String, String> form = Map.of("file:Dockerfile", "FROM python:3.11-slim");
        assertThat(http.post("/exercises/first-ml-container/submissions", form).statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatIsFarTooLargeWithoutReadingIt() throws IOException {
        String answer = raw("POST /exercises/first-ml-container/submissions HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 17000000\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void allowsNoInlineScriptsAndStyles() {
        HttpResponse<String> page = http.get("/");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/exercises/layer-order-rescue/solution/Dockerfile",
                "/exercises/layer-order-rescue/solution",
                "/exercises/layer-order-rescue/wrong/split-update/Dockerfile",
                "/exercises/..%2fexercises%2flayer-order-rescue%2fsolution%2fDockerfile",
                "/exercises/%2e%2e/graders/layer-order-rescue/grader.yaml",
                "/graders/layer-order-rescue/grader.yaml",
                "/assets/..%2f..%2f..%2fapplication.properties",
                "/assets/%2e%2e/%2e%2e/application.properties",
                "/lessons/03-layers-and-cache/figures/..%2flesson.md",
                "/lessons/03-layers-and-cache/quiz.yaml",
                "/lessons/..%2f..%2fpom.xml",
                "/templates/learning/home.html",
                "/db/migration/V1__first_schema.sql",
                "/q/dev",
                "/submissions/00000000-0000-0000-0000-000000000000",
                "/submissions/not-an-id",
            })
    void findsNothingWhereAddressesAreGuessed(String path) {
        HttpResponse<String> answer = http.get(path);
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("FROM python", "schemaVersion", "quarkus.", "CREATE TABLE");
    }

    @Test
    void showsNothingOfTheSolutionOnTheExercisesPage() throws IOException {
        Path solution = Path.of("exercises/layer-order-rescue/solution/Dockerfile");
        String page = http.get("/exercises/layer-order-rescue").body();
        for (String line : Files.readAllLines(solution)) {
            if (line.startsWith("COPY")) {
                assertThat(page).doesNotContain(line);
            }
        }
    }

    @Test
    void saysWhatIsNotThere() {
        HttpResponse<String> answer = http.get("/lessons/03-layers-and-cash");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("03-layers-and-cache");
    }

    @Test
    void refusesToStartTwiceOnTheSameData() throws Exception {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                ServerProcess.application().toString(),
                "up",
                "--port",
                "0");
        builder.environment().putAll(Map.of("DRYDOCK_ROLES", "web", "DRYDOCK_HOME", home.toString()));
        Process again = builder.redirectErrorStream(true).start();
        String said = new String(again.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(again.waitFor()).isEqualTo(3);
        assertThat(said).contains("Another Drydock uses the database");
    }

    private static String path(HttpResponse<String> redirect) {
        return URI.create(redirect.headers().firstValue("Location").orElseThrow())
                .getPath();
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.url().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
