package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.database.Database;
import dev.drydock.database.LocalPostgres;
import dev.drydock.people.AccountStore;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code user} in a process of its own, on a real database. */
class UserCommandTest {

    @TempDir
    static Path folder;

    private static LocalPostgres postgres;
    private static Database database;
    private static AccountStore accounts;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.start(folder.resolve("postgres"));
        database = Database.migrated(postgres.address().unpooled());
        accounts = new AccountStore(database);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private record Ran(int status, String out, String error) {}

    @Test
    void addsAnAccountAndChangesItUntilItIsClosed() throws Exception {
        Ran added = user("a first password\n", "add", "ann", "--role", "learner");
        assertThat(added.status()).isEqualTo(ExitStatus.PASSED);
        String token = added.out().strip();
        assertThat(accounts.ofToken(token)).isPresent();

        Ran changed = user("a second password\n", "passwd", "ann");
        assertThat(changed.status()).isEqualTo(ExitStatus.PASSED);
        assertThat(BcryptUtil.matches("a second password", hash())).isTrue();
        assertThat(BcryptUtil.matches("a first password", hash())).isFalse();
        assertThat(accounts.ofToken(token)).isPresent();

        Ran renewed = user("", "token", "ann");
        assertThat(renewed.error()).contains("Took 1 back");
        assertThat(accounts.ofToken(token)).isEmpty();
        String other = renewed.out().strip();
        assertThat(accounts.ofToken(other)).isPresent();

        Ran closed = user("", "close", "ann");
        assertThat(closed.status()).isEqualTo(ExitStatus.PASSED);
        assertThat(accounts.ofToken(other)).isEmpty();
        assertThat(user("", "token", "ann").status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void saysWhatIsWrongAndChangesNothing() throws Exception {
        Ran weak = user("short\n", "add", "bob", "--role", "learner");
        assertThat(weak.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(weak.error()).contains("8 characters at least", "Usage: drydock user add");
        assertThat(accounts.find("bob")).isEmpty();

        Ran unknown = user("a good password\n", "passwd", "nobody");
        assertThat(unknown.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(unknown.error()).contains("There is no account nobody");

        assertThat(user("", "token", "local").status())
                .as("the account of nobody in particular")
                .isEqualTo(ExitStatus.USAGE);
        assertThat(user("a good password\n", "passwd", "local").status()).isEqualTo(ExitStatus.USAGE);
    }

    private static String hash() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT password_hash FROM account WHERE name = 'ann'")
                        .mapTo(String.class)
                        .one());
    }

    private static Ran user(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.drydock.cli.Main",
                "user"));
        command.addAll(List.of(arguments));
        Path error = folder.resolve("error");
        var builder = new ProcessBuilder(command).redirectError(error.toFile());
        builder.environment().put("DRYDOCK_HOME", folder.resolve("home").toString());
        builder.environment()
                .put(
                        "DRYDOCK_DB_URL",
                        "postgresql://%s:%s@%s"
                                .formatted(
                                        postgres.address().user(),
                                        postgres.address().password(),
                                        postgres.address().jdbcUrl().substring("jdbc:postgresql://".length())));
        Process process = builder.start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, Files.readString(error));
    }
}
