package dev.drydock.cli;

import dev.drydock.database.DatabaseAddress;
import dev.drydock.database.DatabaseException;
import dev.drydock.database.LocalPostgres;
import dev.drydock.sandbox.Doctor.Examined;
import dev.drydock.sandbox.Home;
import dev.drydock.server.Launch;
import dev.drydock.server.ServerMark;
import dev.drydock.server.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the server's part of this machine, and changes nothing. */
final class ServerDoctor {

    private static final long GIB = 1L << 30;

    private final Home home;

    ServerDoctor(Home home) {
        this.home = home;
    }

    List<Examined> examine() {
        List<Examined> all = new ArrayList<>();
        all.add(new ServerMark(home)
                .running()
                .map(server -> Examined.well("server", "runs as process " + server.pid()))
                .orElseGet(() -> Examined.well("server", "is not running")));
        all.add(database());
        all.add(disk());
        return all;
    }

    private Examined database() {
        try {
            Optional<DatabaseAddress> named = DatabaseAddress.fromEnvironment();
            Optional<DatabaseAddress> known = named.or(() -> LocalPostgres.running(Launch.postgresFolder(home)));
            if (known.isEmpty()) {
                return Examined.well("database", "the one that Drydock brings along, started with the server");
            }
            try (Connection connection = known.get().unpooled().getConnection()) {
                return Examined.well(
                        "database", "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + " answers");
            }
        } catch (SQLException away) {
            return Examined.broken(
                    "database", "does not answer: " + away.getMessage(), "See that it runs, and what its log says.");
        } catch (DatabaseException wrong) {
            return Examined.broken("database", String.valueOf(wrong.getMessage()), wrong.mend());
        }
    }

    private Examined disk() {
        try {
            long free = Files.getFileStore(home.data()).getUsableSpace();
            String seen = free / GIB + " GiB free for submissions, in " + home.data();
            long reserve = ServerSettings.fromEnvironment("127.0.0.1", 0).diskReserve();
            return free >= reserve
                    ? Examined.well("data", seen)
                    : Examined.broken("data", seen, "Free some: submissions are refused meanwhile.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
