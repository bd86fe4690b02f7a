package dev.drydock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.database.DatabaseAddress;
import dev.drydock.database.TestPostgres;
import dev.drydock.sandbox.TestSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that serve pages and processes that grade, each by itself, on one database. */
@Tag("engine")
@Tag("turn3")
class RolesTest {

    @TempDir
    Path folder;

    private final List<ServerProcess> servers = new ArrayList<>();
    private Map<String, String> shared = Map.of();
    private String solution = "";

    @BeforeEach
    void prepare() throws IOException {
        TestSandbox.host();
        Path content = QuickContent.in(folder.resolve("content"));
        solution = Files.readString(content.resolve("exercises/quick/solution/Dockerfile"));
        DatabaseAddress database = TestPostgres.empty();
        shared = Map.of(
                "DRYDOCK_ROOT",
                content.toString(),
                "DRYDOCK_DB_URL",
                "postgresql://%s:%s@%s"
                        .formatted(
                                database.user(),
                                database.password(),
                                database.jdbcUrl().substring("jdbc:postgresql://".length())));
    }

    @AfterEach
    void stop() {
        servers.forEach(ServerProcess::close);
    }

    private ServerProcess start(String role, String... more) {
        Map<String, String> environment = new HashMap<>(shared);
        environment.put("DRYDOCK_ROLES", role);
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        ServerProcess server = ServerProcess.start(environment);
        servers.add(server);
        return server;
    }

    private ServerProcess startWeb(String... more) {
        // A home of its own: what it would keep there is in the database.
        List<String> all = new ArrayList<>(
                List.of("DRYDOCK_HOME", folder.resolve("home" + servers.size()).toString()));
        all.addAll(List.of(more));
        return start("web", all.toArray(String[]::new));
    }

    @Test
    void oneProcessTakesWhatAnotherGradesAndAThirdShows() throws IOException {
        ServerProcess first = startWeb();
        ServerProcess second = startWeb();
        ServerProcess worker = start("worker", "DRYDOCK_SANDBOXES", "1");
        assertThat(new Http(worker).get("/").statusCode()).isEqualTo(404);
        assertThat(new Http(worker).get("/q/health/ready").statusCode()).isEqualTo(200);

        String submission = path(new Http(first).submit(QuickContent.EXERCISE, solution));
        List<Long> seen = new ArrayList<>(read(first, submission, 0, 6));
        first.kill();
        seen.addAll(read(second, submission, seen.getLast(), Integer.MAX_VALUE));
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, seen.size()).boxed().toList());
        assertThat(new Http(second).get(submission).body()).contains("Passed");
    }

    @Test
    void aCancelledGradingMakesRoomWithinTwoSeconds() {
        ServerProcess web = startWeb();
        start("worker", "DRYDOCK_SANDBOXES", "1");
        var http = new Http(web);
        String slow = solution.replace("sleep 0.3", "sleep 100");
        String first = path(http.submit(QuickContent.EXERCISE, slow));
        await(http, first, "building", Duration.ofSeconds(60));
        String second = path(http.submit(QuickContent.EXERCISE, solution));

        http.post(first + "/cancel", Map.of("csrf-token", http.token(first)));
        await(http, second, "preparing", Duration.ofSeconds(2));
        await(http, second, "graded", Duration.ofSeconds(60));
        assertThat(http.get(second).body()).contains("Passed");
        assertThat(http.get(first).body()).contains("Cancelled");
    }

    @Test
    void keepsTheBeginningAndTheEndOfAFloodAndSaysWhatIsMissing() {
        ServerProcess web = startWeb();
        start("worker", "DRYDOCK_SANDBOXES", "1");
        var http = new Http(web);
        // Ten megabytes within the limit of a build's log, and then it ends.
        String flood = solution.replace(
                "for i in 1 2 3 4 5 6; do echo \"step $i\"; sleep 0.3; done",
                "echo first-line; for i in $(seq 150000); do echo \"line $i of a very long text that says nothing at all\";"
                        + " done; echo last-line");
        String submission = path(http.submit(QuickContent.EXERCISE, flood));
        await(http, submission, "graded", Duration.ofSeconds(120));
        String events = http.get(submission + "/events").body();
        assertThat(events).contains("first-line", "last-line", "event:left-out");
        assertThat(events.length()).isLessThan(3_000_000);
        assertThat(http.get(submission).body()).contains("Passed");
    }

    @Test
    void stopsABuildThatFloodsWithoutEndAndSaysSo() {
        ServerProcess web = startWeb();
        start("worker", "DRYDOCK_SANDBOXES", "1");
        var http = new Http(web);
        String flood = solution.replace("echo \"step $i\"; sleep 0.3", "head -c 33000000 /dev/urandom | base64");
        String submission = path(http.submit(QuickContent.EXERCISE, flood));
        await(http, submission, "graded", Duration.ofSeconds(180));
        assertThat(http.get(submission).body()).contains("Not passed", "16 MiB");
        assertThat(http.get(submission + "/events").body())
                .contains("a solution that is known to be good")
                .hasSizeLessThan(3_000_000);
    }

    @Test
    void takesNothingMoreWhenTheDiskIsNearlyFull() {
        ServerProcess web = startWeb("DRYDOCK_DISK_RESERVE_MIB", Long.toString(1L << 40));
        var http = new Http(web);
        HttpResponse<String> answer = http.submit(QuickContent.EXERCISE, solution);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("nearly full", "Nothing of yours is lost");
        assertThat(http.get("/q/health/ready").statusCode()).isEqualTo(503);
    }

    private static void await(Http http, String submission, String state, Duration limit) {
        Awaitility.await(state)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> http.get("/api/v1" + submission)
                        .body()
                        .replace(" ", "")
                        .contains("\"state\":\"" + state + "\""));
    }

    /** Numbers of the events from a process, at most so many. */
    private static List<Long> read(ServerProcess server, String submission, long after, int most) throws IOException {
        var connection = (HttpURLConnection)
                URI.create(server.at(submission + "/events").toString()).toURL().openConnection();
        connection.setRequestProperty("Last-Event-ID", Long.toString(after));
        List<Long> numbers = new ArrayList<>();
        try (var lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && numbers.size() < most; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    numbers.add(Long.parseLong(line.substring(3).strip()));
                }
            }
        } finally {
            connection.disconnect();
        }
        return numbers;
    }

    private static String path(HttpResponse<String> redirect) {
        assertThat(redirect.statusCode()).isEqualTo(303);
        return URI.create(redirect.headers().firstValue("Location").orElseThrow())
                .getPath();
    }
}
