package dev.drydock.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/**
 * The database with its schema in place.
 *
 * @param source hands out connections
 * @param jdbi for statements
 */
public record Database(DataSource source, Jdbi jdbi) {

    /** PostgreSQL 14 is the oldest that is tried (server_version_num). */
    private static final int OLDEST = 140_000;

    /**
     * Brings the schema up to date. Several processes may do so at the same time: one migrates, the others wait.
     *
     * @throws DatabaseException when the database does not answer, is too old, or belongs to a newer Drydock
     */
    public static Database migrated(DataSource source) {
        refuseOld(source);
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .failOnMissingLocations(true)
                    // Flyway's own choice is to overlook what a newer version has migrated.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayException wrong) {
            throw new DatabaseException(
                    "The database's schema cannot be brought up to date: " + wrong.getMessage(),
                    "If a newer Drydock has used it, run that one; docs/operating.md says how to go back.",
                    wrong);
        }
        return of(source);
    }

    /** A database whose schema is known to be in place. */
    public static Database of(DataSource source) {
        return new Database(source, Jdbi.create(source));
    }

    private static void refuseOld(DataSource source) {
        try (var connection = source.getConnection();
                var answer = connection.createStatement().executeQuery("SHOW server_version_num")) {
            answer.next();
            if (answer.getInt(1) < OLDEST) {
                throw new DatabaseException(
                        "This PostgreSQL is older than 14.",
                        "Use version 14 or newer, or leave " + DatabaseAddress.VARIABLE + " unset.");
            }
        } catch (SQLException unreachable) {
            throw new DatabaseException(
                    "The database does not answer: " + unreachable.getMessage(),
                    "See that it runs and that " + DatabaseAddress.VARIABLE + " is right.",
                    unreachable);
        }
    }
}
