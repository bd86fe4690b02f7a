package dev.drydock.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** From a dump of the first schema, with data, to today's. */
class MigrationTest {

    @Test
    void reachesTodaysSchemaFromTheFirstOneAndKeepsWhatIsStored() throws Exception {
        DatabaseAddress old = TestPostgres.empty();
        load(old);
        Database migrated = Database.migrated(old.unpooled());
        assertThat(shape(migrated)).isEqualTo(shape(TestPostgres.migrated()));
        assertThat(count(migrated, "submission")).isEqualTo(4);
        assertThat(count(migrated, "submission_file")).isEqualTo(4);
        assertThat(count(migrated, "verdict")).isEqualTo(4);
        assertThat(count(migrated, "account")).isEqualTo(2);
        assertThat(count(migrated, "submission_event")).isGreaterThan(30);
    }

    @Test
    void migratesTwiceWithoutHarm() {
        DatabaseAddress address = TestPostgres.empty();
        Database.migrated(address.unpooled());
        assertThat(shape(Database.migrated(address.unpooled()))).isEqualTo(shape(TestPostgres.migrated()));
    }

    @Test
    void refusesADatabaseThatANewerDrydockHasUsed() throws SQLException {
        DatabaseAddress address = TestPostgres.withSchema();
        try (Connection connection = address.unpooled().getConnection()) {
            connection
                    .createStatement()
                    .execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                            + " checksum, installed_by, execution_time, success)"
                            + " VALUES (999, '999', 'from the future', 'SQL', 'V999__x.sql', 1, 'x', 1, true)");
        }
        assertThatThrownBy(() -> Database.migrated(address.unpooled()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot be brought up to date");
    }

    private static void load(DatabaseAddress address) throws IOException, SQLException {
        try (var dump = Objects.requireNonNull(MigrationTest.class.getResourceAsStream("/database/schema-1.sql"));
                Connection connection = address.unpooled().getConnection()) {
            connection.createStatement().execute(new String(dump.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static int count(Database database, String table) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                        .mapTo(Integer.class)
                        .one());
    }

    /** Columns, constraints and indexes. */
    private static List<String> shape(Database database) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                                SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
                                       || coalesce(' ' || column_default, '') AS line
                                FROM information_schema.columns WHERE table_schema = 'public'
                                UNION ALL
                                SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                                WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
                                UNION ALL
                                SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
                                ORDER BY line""").mapTo(String.class).list());
    }
}
