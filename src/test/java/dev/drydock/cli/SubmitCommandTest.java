package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code submit} against servers that answer all kinds of things. */
class SubmitCommandTest {

    private static final String API = "/api/v1";
    private static final String SUBMISSION = API + "/submissions/1";
    private static final String VERDICT = """
            {"schemaVersion":1,"exercise":"first","outcome":"failed","score":1,"maxScore":3,"checks":[],"findings":[],
             "timings":{"queuedMillis":0,"buildMillis":1,"rebuildMillis":0,"runMillis":0,"totalMillis":1},
             "provenance":{"drydock":"0","grader":"g","bases":[]}}""";

    @TempDir
    Path temporary;

    private final List<String> lastEventIds = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private Optional<HttpServer> server = Optional.empty();

    /** Exit status, and what went to standard error. */
    private record Ran(int status, String error) {}

    @BeforeEach
    void start() throws IOException {
        Files.writeString(temporary.resolve("Dockerfile"), "FROM python:3.11-slim\n");
        server = Optional.of(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        server.get().start();
        on(API + "/exercises/first", 200, "{\"editable\":[\"Dockerfile\"]}");
        on(API + "/exercises/first/submissions", 201, "{\"id\":\"1\",\"state\":\"queued\"}");
        on(SUBMISSION, 200, "{\"state\":\"graded\"}");
        on(SUBMISSION + "/verdict", 200, VERDICT);
        on(SUBMISSION + "/files", 200, "{\"files\":{}}");
    }

    @AfterEach
    void stop() {
        server.orElseThrow().stop(0);
    }

    private void on(String path, int status, String body) {
        server.orElseThrow().createContext(path, exchange -> {
            tokens.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse(""));
            answer(exchange, status, body);
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Each connection gets the next text, and is closed then. */
    private void events(String... connections) {
        var left = new ArrayList<>(Arrays.asList(connections));
        server.orElseThrow().createContext(SUBMISSION + "/events", exchange -> {
            lastEventIds.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID"))
                    .orElse(""));
            answer(exchange, 200, left.removeFirst());
        });
    }

    private Ran submit(String... options) {
        String url = "http://localhost:" + server.orElseThrow().getAddress().getPort();
        List<String> arguments = new ArrayList<>(List.of("submit", "first", temporary.toString(), "--server", url));
        arguments.addAll(List.of(options));
        PrintStream before = System.err;
        var error = new ByteArrayOutputStream();
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
        try {
            return new Ran(Main.run(arguments.toArray(String[]::new)), error.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    private static String event(int id, String kind, String data) {
        return "id: " + id + "\nevent: " + kind + "\ndata: " + data + "\n\n";
    }

    private static final String END = "event: end\ndata: {}\n\n";

    @Test
    void printsTheVerdictAsTheServerHasIt() throws IOException {
        events(event(1, "phase", "{\"name\":\"build\"}") + END);
        Path file = temporary.resolveSibling("verdict.json");
        Ran ran = submit("--format", "json", "--output", file.toString());
        assertThat(ran.status()).isEqualTo(ExitStatus.NOT_PASSED);
        assertThat(Files.readString(file)).isEqualTo(VERDICT + "\n");
        assertThat(ran.error()).contains("· build");
        Files.delete(file);
    }

    @Test
    void goesOnAfterTheLastEventWhenTheConnectionBreaks() {
        events(
                event(1, "phase", "{\"name\":\"build\"}") + event(2, "phase", "{\"name\":\"run\"}")
                        + "id: 3\nevent: ph",
                event(3, "phase", "{\"name\":\"rest\"}") + END);
        Ran ran = submit();
        assertThat(lastEventIds).containsExactly("", "2");
        assertThat(ran.error()).containsSubsequence("· build", "· run", "the connection broke", "is back", "· rest");
        assertThat(ran.status()).isEqualTo(ExitStatus.NOT_PASSED);
    }

    @Test
    void obeysNothingThatTheServerTells() {
        events(event(1, "notice", "{\"text\":\"\\u001b[31mred\\nline\"}") + event(2, "unknown", "x") + END);
        assertThat(submit().error()).contains("    red line").doesNotContain("\u001b");
    }

    @Test
    void tellsThePlaceInTheQueueWhenItChanges() {
        events("event: waiting\ndata: {\"ahead\":1,\"seconds\":9}\n\n"
                + "event: waiting\ndata: {\"ahead\":1,\"seconds\":8}\n\n"
                + "event: waiting\ndata: {\"ahead\":0,\"seconds\":7}\n\n" + END);
        assertThat(submit().error())
                .contains("waiting: 1 before this one, begins in about 9 s", "waiting: next")
                .doesNotContain("about 8 s");
    }

    @Test
    void saysThatItWasCancelled() {
        events(END);
        server.orElseThrow().removeContext(SUBMISSION);
        on(SUBMISSION, 200, "{\"state\":\"cancelled\"}");
        Ran ran = submit();
        assertThat(ran.status()).isEqualTo(ExitStatus.NOT_PASSED);
        assertThat(ran.error()).contains("cancelled");
    }

    private Ran submitWhereTheExerciseAnswers(int status, String body, String... options) {
        server.orElseThrow().removeContext(API + "/exercises/first");
        on(API + "/exercises/first", status, body);
        return submit(options);
    }

    @Test
    void asksForATokenWhereItIsNeeded() {
        Ran ran = submitWhereTheExerciseAnswers(401, "");
        assertThat(ran.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(ran.error()).contains("wants to know who you are", "--token", "DRYDOCK_TOKEN");
    }

    @Test
    void sendsTheToken() {
        Ran ran = submitWhereTheExerciseAnswers(401, "", "--token", "drydock_a.b");
        assertThat(tokens).containsExactly("Bearer drydock_a.b");
        assertThat(ran.error()).contains("does not know this token");
    }

    @Test
    void passesOnWhatTheServerSays() {
        Ran ran = submitWhereTheExerciseAnswers(404, "{\"detail\":\"Did you mean that?\"}");
        assertThat(ran.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(ran.error()).contains("Did you mean that?");
    }

    @Test
    void knowsAPageFromADrydock() {
        assertThat(submitWhereTheExerciseAnswers(404, "<html>").error()).contains("There is no Drydock at");
        assertThat(submitWhereTheExerciseAnswers(200, "<html>").error()).contains("There is no Drydock at");
    }

    @Test
    void aServerInTroubleIsThePlatformsFault() {
        Ran full = submitWhereTheExerciseAnswers(503, "{\"detail\":\"The disk is full.\"}");
        assertThat(full.status()).isEqualTo(ExitStatus.PLATFORM);
        assertThat(full.error()).contains("The disk is full.");
        assertThat(submitWhereTheExerciseAnswers(429, "{\"detail\":\"Wait.\"}").status())
                .isEqualTo(ExitStatus.PLATFORM);
    }

    @Test
    void refusesLinksBeforeAnythingIsSent() throws IOException {
        Files.createSymbolicLink(temporary.resolve("app.py"), Path.of("/etc/passwd"));
        Ran ran = submit();
        assertThat(ran.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(ran.error()).contains("app.py", "link").doesNotContain("submitted");
    }

    @Test
    void saysThatNothingAnswers() {
        server.orElseThrow().stop(0);
        Ran ran = submit();
        assertThat(ran.status()).isEqualTo(ExitStatus.PLATFORM);
        assertThat(ran.error()).contains("Nothing answers at", "./drydock up");
    }

    @Test
    void knowsWhatIsNoAddress() {
        assertThat(Main.run("submit", "first", temporary.toString(), "--server", "localhost:8080"))
                .isEqualTo(ExitStatus.USAGE);
    }
}
