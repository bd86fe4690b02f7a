package dev.drydock.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server, started, stopped and killed. */
class LocalPostgresTest {

    @TempDir
    Path folder;

    @Test
    void keepsWhatWasStoredWhenItIsStartedAgain() throws SQLException {
        try (LocalPostgres first = LocalPostgres.start(folder)) {
            execute(first, "CREATE TABLE kept (word text)");
            execute(first, "INSERT INTO kept VALUES ('still here')");
        }
        try (LocalPostgres second = LocalPostgres.start(folder)) {
            assertThat(word(second)).isEqualTo("still here");
        }
    }

    @Test
    void refusesDataThatAreInUse() {
        try (LocalPostgres first = LocalPostgres.start(folder)) {
            assertThatThrownBy(() -> LocalPostgres.start(folder))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("Another Drydock uses the database in " + folder);
            assertThat(LocalPostgres.running(folder)).contains(first.address());
        }
        assertThat(LocalPostgres.running(folder)).isEmpty();
    }

    @Test
    void isStartedAgainWhenItIsKilledAndLosesNothing() throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(folder)) {
            execute(postgres, "CREATE TABLE kept (word text)");
            execute(postgres, "INSERT INTO kept VALUES ('survived')");
            assertThat(postgres.process().orElseThrow().destroyForcibly()).isTrue();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(word(postgres)).isEqualTo("survived"));
        }
    }

    @Test
    void wantsAPasswordThatOnlyTheOwnerCanRead() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(folder)) {
            DatabaseAddress right = postgres.address();
            var wrong = new DatabaseAddress(right.jdbcUrl(), right.user(), "guessed");
            assertThatThrownBy(() -> wrong.unpooled().getConnection().close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keepsDataSafeFromPowerCuts() throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(folder);
                Connection connection = postgres.address().unpooled().getConnection();
                var answer = connection
                        .createStatement()
                        .executeQuery("SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings"
                                + " WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')")) {
            answer.next();
            assertThat(answer.getString(1)).isEqualTo("fsync=on full_page_writes=on synchronous_commit=on");
        }
    }

    private static void execute(LocalPostgres postgres, String statement) throws SQLException {
        try (Connection connection = postgres.address().unpooled().getConnection()) {
            connection.createStatement().execute(statement);
        }
    }

    private static String word(LocalPostgres postgres) throws SQLException {
        try (Connection connection = postgres.address().unpooled().getConnection();
                var answer = connection.createStatement().executeQuery("SELECT word FROM kept")) {
            answer.next();
            return answer.getString(1);
        }
    }
}
