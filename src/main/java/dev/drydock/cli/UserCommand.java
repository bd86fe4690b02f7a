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
import java.util.concurrent.Callable;
import java.util.function.Function;
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
        mixinStandardHelpOptions = true,
        subcommands = UserCommand.Add.class)
final class UserCommand implements Runnable {

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
    static final class Add implements Callable<Integer> {

        /** What NIST SP 800-63B asks of passwords that people choose. */
        private static final int SHORTEST = 8;
        /** bcrypt looks at no more. */
        private static final int LONGEST_BYTES = 72;

        @Spec
        @Nullable
        CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits, and . _ @ - between them.")
        String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "learner|instructor|admin",
                description = "What they may do.")
        Role role = Role.LEARNER;

        @Override
        public Integer call() throws IOException {
            if (!AccountStore.NAME.matcher(name).matches()) {
                throw usage("\"" + name
                        + "\" is no name for an account. Use lower-case letters, digits, and . _ @ - in between.");
            }
            String hash = BcryptUtil.bcryptHash(password());
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

        private String password() throws IOException {
            String password = System.console() != null && System.console().isTerminal()
                    ? new String(System.console().readPassword("Password for %s: ", name))
                    : Objects.requireNonNullElse(
                            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine(),
                            "");
            if (password.length() < SHORTEST || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
                throw usage("A password has " + SHORTEST + " characters at least and " + LONGEST_BYTES
                        + " bytes at most. Type it when asked, or send it as one line to standard input.");
            }
            return password;
        }

        private ParameterException usage(String message) {
            return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
        }

        /** With the database that the server uses, whether that runs or not. */
        private static <T> T with(Function<AccountStore, T> use) {
            Path folder = Launch.postgresFolder(Home.fromEnvironment());
            Optional<DatabaseAddress> running =
                    DatabaseAddress.fromEnvironment().or(() -> LocalPostgres.running(folder));
            if (running.isPresent()) {
                return use.apply(
                        new AccountStore(Database.migrated(running.get().unpooled())));
            }
            try (LocalPostgres postgres = LocalPostgres.start(folder)) {
                return use.apply(
                        new AccountStore(Database.migrated(postgres.address().unpooled())));
            }
        }
    }
}
