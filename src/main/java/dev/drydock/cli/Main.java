package dev.drydock.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the application behind {@code ./drydock}. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // Before anything logs: with the JDK's manager, docker-java's wire log could not be switched off.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logging.quiet();
        System.exit(run(args));
    }

    /** Runs one command. */
    static int run(String... args) {
        return new CommandLine(new Drydock())
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    @Command(
            name = "drydock",
            description = "Docker for machine learning, graded by what images really do.",
            mixinStandardHelpOptions = true,
            exitCodeOnInvalidInput = ExitStatus.USAGE,
            exitCodeOnExecutionException = ExitStatus.PLATFORM,
            subcommands = {
                UpCommand.class,
                DownCommand.class,
                GradeCommand.class,
                SubmitCommand.class,
                InspectCommand.class,
                LintCommand.class,
                VerifyCommand.class,
                UserCommand.class,
                BasesCommand.class,
                DoctorCommand.class
            })
    static final class Drydock implements Runnable {
        @Override
        public void run() {
            CommandLine.usage(this, System.err);
        }
    }
}
