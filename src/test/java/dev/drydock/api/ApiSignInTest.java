package dev.drydock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.database.Database;
import dev.drydock.database.LocalPostgres;
import dev.drydock.people.AccountStore;
import dev.drydock.people.Role;
import dev.drydock.server.ServerProcess;
import dev.drydock.yaml.Mappers;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API where one has to say who one is. */
class ApiSignInTest {

    private static final String EXERCISE = "/api/v1/exercises/layer-order-rescue";

    @TempDir
    static Path home = Path.of("");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Optional<ServerProcess> server = Optional.empty();
    private static String ann = "";
    private static String bob = "";
    private static String ina = "";

    @BeforeAll
    static void start() {
        try (LocalPostgres postgres = LocalPostgres.start(home.resolve("postgres"))) {
            var accounts = new AccountStore(Database.migrated(postgres.address().unpooled()));
            String hash = BcryptUtil.bcryptHash("correct horse");
            accounts.add("ann", Role.LEARNER, hash);
            accounts.add("bob", Role.LEARNER, hash);
            accounts.add("ina", Role.INSTRUCTOR, hash);
            ann = accounts.newToken("ann");
            bob = accounts.newToken("bob");
            ina = accounts.newToken("ina");
        }
        server = Optional.of(ServerProcess.start(
                Map.of("DRYDOCK_ROLES", "web", "DRYDOCK_HOME", home.toString()), "--port", "0", "--host", "0.0.0.0"));
    }

    @AfterAll
    static void stop() {
        server.ifPresent(ServerProcess::close);
    }

    private static HttpResponse<String> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.orElseThrow().url().getPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static int get(String path, String token) throws IOException, InterruptedException {
        return send("GET", path, token, "").statusCode();
    }

    @Test
    void strangersAreAskedForAToken() throws Exception {
        for (String token : new String[] {"", "drydock_a.b"}) {
            for (String path : new String[] {"/api/v1/exercises", EXERCISE, "/api/v1/submissions"}) {
                HttpResponse<String> refused = send("GET", path, token, "");
                assertThat(refused.statusCode()).as(path + " " + token).isEqualTo(401);
                assertThat(refused.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("application/problem+json");
                assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
            }
        }
    }

    @Test
    void whatSomebodyElseHandedInIsNotThere() throws Exception {
        HttpResponse<String> taken =
                send("POST", EXERCISE + "/submissions", ann, "{\"files\": {\"Dockerfile\": \"x\"}}");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        String path = "/api/v1/submissions/"
                + Mappers.DOCUMENTS.readTree(taken.body()).path("id").asText();
        for (String part : new String[] {"", "/events", "/verdict", "/files", "/log"}) {
            assertThat(get(path + part, ann)).as(part).isEqualTo(200);
            assertThat(get(path + part, ina)).as(part).isEqualTo(200);
            assertThat(get(path + part, bob)).as(part).isEqualTo(404);
            assertThat(get(path + part, "")).as(part).isEqualTo(401);
        }
        assertThat(send("DELETE", path, bob, "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/api/v1/submissions", bob, "").body()).isEqualTo("{\"submissions\":[]}");
    }
}
