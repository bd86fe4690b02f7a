package dev.drydock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.database.Database;
import dev.drydock.database.DatabaseAddress;
import dev.drydock.database.LocalPostgres;
import dev.drydock.people.AccountStore;
import dev.drydock.people.Role;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built application as others than this machine reach it: everybody signs in, and sees what is theirs. */
class SignInTest {

    private static final String WORD = "correct horse";

    @TempDir
    static Path home;

    static ServerProcess server;
    static String annsToken;
    static String inasToken;

    @BeforeAll
    static void start() {
        Path folder = home.resolve("postgres");
        try (LocalPostgres postgres = LocalPostgres.start(folder)) {
            var accounts = new AccountStore(Database.migrated(postgres.address().unpooled()));
            String hash = BcryptUtil.bcryptHash(WORD);
            accounts.add("ann", Role.LEARNER, hash);
            accounts.add("bob", Role.LEARNER, hash);
            accounts.add("ina", Role.INSTRUCTOR, hash);
            annsToken = accounts.newToken("ann");
            inasToken = accounts.newToken("ina");
        }
        server = ServerProcess.start(environment(), "--port", "0", "--host", "0.0.0.0");
    }

    private static Map<String, String> environment() {
        return Map.of("DRYDOCK_ROLES", "web", "DRYDOCK_HOME", home.toString());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void sendsStrangersToTheSignIn() {
        var http = new Http(server);
        for (String path : new String[] {"/", "/lessons/03-layers-and-cache", "/exercises/first-ml-container"}) {
            HttpResponse<String> answer = http.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(303);
            assertThat(URI.create(answer.headers().firstValue("Location").orElseThrow())
                            .getPath())
                    .isEqualTo("/sign-in");
        }
    }

    @Test
    void letsInWhoeverKnowsThePassword() {
        assertThat(signedIn("ann").get("/").statusCode()).isEqualTo(200);
        var http = new Http(server);
        http.post("/sign-in/check", Map.of("j_username", "bob", "j_password", "wrong word"));
        assertThat(http.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void letsNobodyInAsTheLocalAccount() {
        var http = new Http(server);
        http.post("/sign-in/check", Map.of("j_username", "local", "j_password", ""));
        assertThat(http.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void letsPeopleOutAgain() {
        Http ann = signedIn("ann");
        ann.post("/sign-out", Map.of("csrf-token", ann.token("/exercises/first-ml-container")));
        assertThat(ann.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void takesTokensInsteadOfPasswords() {
        var http = new Http(server);
        assertThat(http.get("/", "Authorization", "Bearer " + annsToken).statusCode())
                .isEqualTo(200);
        String wrong = annsToken.substring(0, annsToken.length() - 1) + "!";
        assertThat(http.get("/", "Authorization", "Bearer " + wrong).statusCode())
                .isEqualTo(303);
        assertThat(http.get("/", "Authorization", "Bearer drydock_' OR 1=1.x").statusCode())
                .isEqualTo(303);
    }

    @Test
    void showsNobodyWhatAnotherHandedIn() {
        Http ann = signedIn("ann");
        String submission = path(ann.submit("first-ml-container", "FROM python:3.11-slim\nCOPPY secret .\n"));
        assertThat(ann.get(submission).body()).contains("COPPY secret");

        Http bob = signedIn("bob");
        assertThat(bob.get(submission).statusCode()).isEqualTo(404);
        assertThat(bob.get(submission + "/events").statusCode()).isEqualTo(404);
        String token = bob.token("/exercises/first-ml-container");
        assertThat(bob.post(submission + "/cancel", Map.of("csrf-token", token)).statusCode())
                .isEqualTo(404);
        assertThat(bob.get("/exercises/first-ml-container").body()).doesNotContain("COPPY secret");

        assertThat(signedIn("ina").get(submission).body()).contains("COPPY secret");
    }

    @Test
    void stopsThoseWhoGuessPasswords() throws Exception {
        Path guessed = home.resolveSibling(home.getFileName() + "-guessed");
        DatabaseAddress database =
                LocalPostgres.running(home.resolve("postgres")).orElseThrow();
        String url = "postgresql://%s:%s@%s"
                .formatted(
                        database.user(),
                        database.password(),
                        database.jdbcUrl().substring("jdbc:postgresql://".length()));
        // A process of its own, as it counts for itself.
        try (ServerProcess other = ServerProcess.start(
                Map.of("DRYDOCK_ROLES", "web", "DRYDOCK_HOME", guessed.toString(), "DRYDOCK_DB_URL", url),
                "--port",
                "0",
                "--host",
                "0.0.0.0")) {
            var http = new Http(other);
            String[] ways = {"/sign-in/check", "/%73ign-in/check", "/q/metrics/sign-in/check"};
            HttpResponse<String> last = null;
            for (int i = 0; i < 12; i++) {
                last = http.post(ways[i % ways.length], Map.of("j_username", "ann", "j_password", "guess " + i));
            }
            assertThat(last).isNotNull();
            assertThat(last.statusCode()).isEqualTo(429);
        }
    }

    @Test
    void keepsEverybodyOutUntilThereIsAnAccount(@TempDir Path empty) {
        Map<String, String> environment = Map.of("DRYDOCK_ROLES", "web", "DRYDOCK_HOME", empty.toString());
        try (ServerProcess early = ServerProcess.start(environment, "--port", "0", "--host", "0.0.0.0")) {
            var http = new Http(early);
            assertThat(http.get("/").statusCode()).isEqualTo(303);
            assertThat(http.get("/sign-in").body()).contains("Nobody has an account yet", "./drydock user add");

            var database = Database.migrated(LocalPostgres.running(empty.resolve("postgres"))
                    .orElseThrow()
                    .unpooled());
            new AccountStore(database).add("ann", Role.ADMIN, BcryptUtil.bcryptHash(WORD));

            assertThat(http.get("/sign-in").body()).doesNotContain("Nobody has an account yet");
            http.post("/sign-in/check", Map.of("j_username", "ann", "j_password", WORD));
            assertThat(http.get("/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void endsWhatAClosedAccountHadOpen() {
        var database = Database.migrated(
                LocalPostgres.running(home.resolve("postgres")).orElseThrow().unpooled());
        var accounts = new AccountStore(database);
        accounts.add("eve", Role.LEARNER, BcryptUtil.bcryptHash(WORD));
        String token = accounts.newToken("eve");
        Http eve = signedIn("eve");
        assertThat(eve.get("/").statusCode()).isEqualTo(200);
        assertThat(withToken(token)).isEqualTo(200);

        assertThat(accounts.close("eve")).isTrue();

        assertThat(eve.get("/").statusCode()).isEqualTo(303);
        assertThat(withToken(token)).isEqualTo(401);
        assertThat(accounts.isOpen("eve")).isFalse();
        assertThat(accounts.close("eve")).isFalse();
    }

    private static int withToken(String token) {
        return withToken(token, "/api/v1/exercises");
    }

    private static int withToken(String token, String path) {
        return new Http(server).get(path, "Authorization", "Bearer " + token).statusCode();
    }

    @Test
    void tellsItsNumbersToStaffOnly() {
        for (String path : new String[] {"/q/metrics", "/q/metrics/", "/q/metrics/x", "/q/%6detrics"}) {
            assertThat(new Http(server).get(path).statusCode()).as(path).isEqualTo(401);
            assertThat(withToken(annsToken, path)).as(path).isEqualTo(403);
        }
        assertThat(withToken(inasToken, "/q/metrics")).isEqualTo(200);
        assertThat(signedIn("ina").get("/q/metrics").statusCode()).isEqualTo(200);
        assertThat(new Http(server).get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    private static Http signedIn(String name) {
        var http = new Http(server);
        HttpResponse<String> answer = http.post("/sign-in/check", Map.of("j_username", name, "j_password", WORD));
        assertThat(answer.statusCode()).isEqualTo(302);
        return http;
    }

    private static String path(HttpResponse<String> redirect) {
        assertThat(redirect.statusCode()).isEqualTo(303);
        return URI.create(redirect.headers().firstValue("Location").orElseThrow())
                .getPath();
    }
}
