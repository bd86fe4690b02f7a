package dev.drydock.cli;

import dev.drydock.database.Database;
import dev.drydock.database.DatabaseAddress;
import dev.drydock.database.LocalPostgres;
import dev.drydock.people.AccountStore;
import dev.drydock.people.Role;
import dev.drydock.sandbox.Home;
import dev.drydock.server.Launch;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drydock user}: accounts of those who sign in. */
@Command(
        name = "user",
        description = "Accounts, which are needed as soon as others than this machine can reach the server.",
        mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {

    /** What NIST SP 800-63B asks of passwords that people choose. */
    private static final int SHORTEST = 8;
    /** bcrypt looks at no more. */
    private static final int LONGEST_BYTES = 72;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        CommandLine.usage(this, System.err);
    }

    @Command(
            name = "add",
            description = {
                "Adds an account and prints a token for the API, which is shown this once.",
                "The password is asked for, or read as one line from standard input where there is no terminal."
            },
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits, and . _ @ - between them.")
                    String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "learner|instructor|admin",
                            description = "What they may do.")
                    Role role)
            throws IOException {
        if (!AccountStore.NAME.matcher(name).matches()) {
            throw usage(
                    "add",
                    "\"" + name
                            + "\" is no name for an account. Use lower-case letters, digits, and . _ @ - in between.");
        }
        String hash = BcryptUtil.bcryptHash(password("add", name));
        return with(accounts -> {
            if (!accounts.add(name, role, hash)) {
                System.err.println("There is an account " + name + " already.");
                return ExitStatus.USAGE;
            }
            System.err.println("Added " + name + ", " + role.word() + ". The token for the API, shown this once:");
            System.out.println(accounts.newToken(name));
            return ExitStatus.PASSED;
        });
    }

    @Command(
            name = "passwd",
            description = {
                "Gives an account another password, which also opens one that was closed.",
                "The password is asked for, or read as one line from standard input where there is no terminal."
            },
            mixinStandardHelpOptions = true)
    int passwd(@Parameters(paramLabel = "NAME") String name) throws IOException {
        String hash = BcryptUtil.bcryptHash(password("passwd", name));
        return change(
                name,
                accounts -> accounts.setPassword(name, hash),
                "The password of " + name
                        + " is changed. Open sessions go on until nobody has used them for twelve hours;"
                        + " ./drydock user close " + name + " keeps them out for as long.");
    }

    @Command(
            name = "token",
            description = "Takes all tokens of an account back and prints a new one, which is shown this once.",
            mixinStandardHelpOptions = true)
    int token(@Parameters(paramLabel = "NAME") String name) {
        return with(accounts -> {
            if (!accounts.isOpen(name)) {
                return missing(name);
            }
            System.err.println("Took " + accounts.revokeTokens(name) + " back. The token of " + name
                    + " for the API, shown this once:");
            System.out.println(accounts.newToken(name));
            return ExitStatus.PASSED;
        });
    }

    @Command(
            name = "close",
            description = "Closes an account: sessions and tokens end at once; what it handed in is kept.",
            mixinStandardHelpOptions = true)
    int close(@Parameters(paramLabel = "NAME") String name) {
        return change(
                name,
                accounts -> accounts.close(name),
                "Closed " + name + ". ./drydock user passwd " + name + " opens it again.");
    }

    /** Says what was done, or that there was nobody to do it to. */
    private static int change(String name, Predicate<AccountStore> change, String done) {
        return with(accounts -> {
            if (!change.test(accounts)) {
                return missing(name);
            }
            System.err.println(done);
            return ExitStatus.PASSED;
        });
    }

    private static int missing(String name) {
        System.err.println("There is no account " + name + ", or it is closed.");
        return ExitStatus.USAGE;
    }

    private String password(String command, String name) throws IOException {
        String password = System.console() != null && System.console().isTerminal()
                ? new String(System.console().readPassword("Password for %s: ", name))
                : Objects.requireNonNullElse(
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine(), "");
        if (password.length() < SHORTEST || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw usage(
                    command,
                    "A password has " + SHORTEST + " characters at least and " + LONGEST_BYTES
                            + " bytes at most. Type it when asked, or send it as one line to standard input.");
        }
        return password;
    }

    private ParameterException usage(String command, String message) {
        CommandLine used = Objects.requireNonNull(spec).subcommands().get(command);
        return new ParameterException(Objects.requireNonNull(used), message);
    }

    /** With the database that the server uses, whether that runs or not. */
    private static int with(ToIntFunction<AccountStore> use) {
        Path folder = Launch.postgresFolder(Home.fromEnvironment());
        Optional<DatabaseAddress> running = DatabaseAddress.fromEnvironment().or(() -> LocalPostgres.running(folder));
        if (running.isPresent()) {
            return use.applyAsInt(
                    new AccountStore(Database.migrated(running.get().unpooled())));
        }
        try (LocalPostgres postgres = LocalPostgres.start(folder)) {
            return use.applyAsInt(
                    new AccountStore(Database.migrated(postgres.address().unpooled())));
        }
    }
}
