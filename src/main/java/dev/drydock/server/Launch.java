package dev.drydock.server;

import dev.drydock.database.Database;
import dev.drydock.database.DatabaseAddress;
import dev.drydock.database.LocalPostgres;
import dev.drydock.learning.Course;
import dev.drydock.people.AccountStore;
import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.Progress;
import dev.drydock.sandbox.SandboxHost;
import io.quarkus.runtime.Quarkus;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is started before the server, because the server needs it: the database with its schema, and the machine as a host of
 * sandboxes. It ends with the server.
 *
 * @param course what is taught; empty where no pages are served
 * @param ready called when the server answers, with its address
 */
public record Launch(
        Home home,
        ServerSettings settings,
        DatabaseAddress database,
        Optional<LocalPostgres> postgres,
        Optional<SandboxHost> host,
        Optional<Course> course,
        String version,
        Ready ready) {

    private static final AtomicReference<@Nullable Launch> CURRENT = new AtomicReference<>();

    /** Is told when the server answers. */
    @FunctionalInterface
    public interface Ready {
        void at(String url);
    }

    /** Serves until the process is told to end. */
    public static void serve(Home home, ServerSettings settings, String version, Progress progress, Ready ready) {
        // Beside the database: each takes a second.
        CompletableFuture<Optional<Course>> reading = CompletableFuture.supplyAsync(
                () -> settings.isWeb() ? Optional.of(new Course(home.root())) : Optional.empty());
        Optional<LocalPostgres> postgres = Optional.empty();
        Optional<DatabaseAddress> named = DatabaseAddress.fromEnvironment();
        progress.say(
                "database", named.map(address -> "connecting to " + address).orElse("starting PostgreSQL"));
        if (named.isEmpty()) {
            postgres = Optional.of(LocalPostgres.start(postgresFolder(home)));
        }
        try {
            DatabaseAddress address =
                    named.orElse(postgres.map(LocalPostgres::address).orElse(null));
            Objects.requireNonNull(address);
            var accounts = new AccountStore(Database.migrated(address.unpooled()));
            warnIfNobodyCanSignIn(settings, accounts, progress);
            // Before sandboxes are prepared, which may take minutes: whoever wrote it should hear what is wrong.
            Optional<Course> course = read(reading);
            Optional<SandboxHost> host = settings.isWorker() ? Optional.of(open(home, progress)) : Optional.empty();
            CURRENT.set(new Launch(home, settings, address, postgres, host, course, version, ready));
            new ServerMark(home).leave();
            configure(settings, address, accounts.sessionKey());
            run();
        } catch (RuntimeException e) {
            postgres.ifPresent(LocalPostgres::close);
            throw e;
        }
    }

    private static Optional<Course> read(CompletableFuture<Optional<Course>> reading) {
        try {
            return reading.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private static void run() {
        var failed = new AtomicReference<@Nullable Throwable>();
        Quarkus.run(null, (status, failure) -> failed.set(failure));
        Throwable failure = failed.get();
        if (failure == null) {
            return;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                throw new SettingException(
                        "The port is in use by another program.",
                        "Choose another one with --port, or stop that program.");
            }
        }
        throw new IllegalStateException("the server did not start", failure);
    }

    /** Where the database that Drydock brings along keeps everything: {@code DRYDOCK_POSTGRES}, or a folder of the home. */
    public static Path postgresFolder(Home home) {
        return Optional.ofNullable(System.getenv("DRYDOCK_POSTGRES"))
                .map(Path::of)
                .orElseGet(() -> home.data().resolve("postgres"));
    }

    private static SandboxHost open(Home home, Progress progress) {
        return SandboxHost.open(
                home, Limits.standard(), BaseCatalogue.load(home).ofFirstExercise(), progress);
    }

    /** Whoever can reach it from elsewhere has to sign in, and the first account may well be added while it runs. */
    private static void warnIfNobodyCanSignIn(ServerSettings settings, AccountStore accounts, Progress progress) {
        if (settings.isWeb() && !settings.isOpen() && !accounts.hasAccounts()) {
            progress.say(
                    "accounts",
                    "Others could reach this Drydock at " + settings.host()
                            + ", so one has to sign in, but nobody has an account yet. Add one: "
                            + "./drydock user add NAME --role admin");
        }
    }

    private static void configure(ServerSettings settings, DatabaseAddress database, String sessionKey) {
        Map.of(
                        "quarkus.http.host", settings.host(),
                        "quarkus.http.port", Integer.toString(settings.port()),
                        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                        "quarkus.datasource.username", database.user(),
                        "quarkus.datasource.password", database.password(),
                        "quarkus.http.auth.session.encryption-key", sessionKey,
                        // Anybody who can reach an open server is staff.
                        "quarkus.http.auth.permission.metrics.policy", settings.isOpen() ? "permit" : "staff")
                .forEach(System::setProperty);
    }

    static Launch current() {
        return Objects.requireNonNull(CURRENT.get(), "the server is started by Launch.serve alone");
    }
}
