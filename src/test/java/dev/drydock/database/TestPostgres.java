package dev.drydock.database;

import dev.drydock.files.Folders;
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
        /** Copied for every database that is to have the schema, which is quicker than to make it anew. */
        static final DatabaseAddress TEMPLATE = template();

        private static DatabaseAddress template() {
            DatabaseAddress template = create("template_with_schema", "template1");
            Database.migrated(template.unpooled());
            return template;
        }

        private static LocalPostgres start() {
            try {
                Path folder = Files.createTempDirectory("drydock-postgres");
                LocalPostgres server = LocalPostgres.start(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    Folders.remove(folder);
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An empty database. */
    public static DatabaseAddress empty() {
        return create(name(), "template1");
    }

    /** A database with the schema and nothing in it. */
    public static DatabaseAddress withSchema() {
        return create(name(), Shared.TEMPLATE.jdbcUrl().replaceFirst(".*/", ""));
    }

    /** A database with the schema and nothing in it. */
    public static Database migrated() {
        return Database.of(withSchema().unpooled());
    }

    private static String name() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static DatabaseAddress create(String name, String template) {
        DatabaseAddress server = Shared.SERVER.address();
        try (Connection connection = server.unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseAddress(
                server.jdbcUrl().replaceFirst("/postgres$", "/" + name), server.user(), server.password());
    }
}
