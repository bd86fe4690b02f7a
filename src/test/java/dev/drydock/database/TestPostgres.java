package dev.drydock.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A real PostgreSQL for the whole test run, the one that Drydock brings along; every caller gets a database of its own. */
public final class TestPostgres {

    private TestPostgres() {}

    /** Started when first asked for. */
    private static final class Shared {
        static final LocalPostgres SERVER = start();

        private static LocalPostgres start() {
            try {
                Path folder = Files.createTempDirectory("drydock-postgres");
                LocalPostgres server = LocalPostgres.start(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    PostgresProcess.removeFolder(folder);
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An empty database. */
    public static DatabaseAddress empty() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        DatabaseAddress server = Shared.SERVER.address();
        try (Connection connection = server.unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseAddress(
                server.jdbcUrl().replaceFirst("/postgres$", "/" + name), server.user(), server.password());
    }

    /** A database with the schema and nothing in it. */
    public static Database migrated() {
        return Database.migrated(empty().unpooled());
    }
}
