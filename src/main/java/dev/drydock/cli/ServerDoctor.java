package dev.drydock.cli;

import dev.drydock.database.DatabaseAddress;
import dev.drydock.database.DatabaseException;
import dev.drydock.database.LocalPostgres;
import dev.drydock.sandbox.Doctor.Examined;
import dev.drydock.sandbox.Doctor.State;
import dev.drydock.sandbox.Home;
import dev.drydock.server.Launch;
import dev.drydock.server.ServerMark;
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
                .map(server -> well("server", "runs as process " + server.pid()))
                .orElseGet(() -> well("server", "is not running")));
        all.add(database());
        all.add(disk());
        return all;
    }

    private Examined database() {
        try {
            Optional<DatabaseAddress> named = DatabaseAddress.fromEnvironment();
            Optional<DatabaseAddress> known = named.or(() -> LocalPostgres.running(Launch.postgresFolder(home)));
            if (known.isEmpty()) {
                return well("database", "the one that Drydock brings along, started with the server");
            }
            try (Connection connection = known.get().unpooled().getConnection()) {
                return well(
                        "database", "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + " answers");
            }
        } catch (SQLException away) {
            return broken(
                    "database", "does not answer: " + away.getMessage(), "See that it runs, and what its log says.");
        } catch (DatabaseException wrong) {
            return broken("database", String.valueOf(wrong.getMessage()), wrong.mend());
        }
    }

    private Examined disk() {
        try {
            long free = Files.getFileStore(home.data()).getUsableSpace() / GIB;
            String seen = free + " GiB free for submissions, in " + home.data();
            return free >= 2
                    ? well("data", seen)
                    : broken("data", seen, "Free some: with less than one, submissions are refused.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Examined well(String what, String seen) {
        return new Examined(what, State.WELL, seen, Optional.empty());
    }

    private static Examined broken(String what, String seen, String mend) {
        return new Examined(what, State.BROKEN, seen, Optional.of(mend));
    }
}
