package dev.drydock.cli;

import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.SandboxHost;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drydock up}: everything from a fresh machine to a place where submissions are graded. */
@Command(
        name = "up",
        description = "Prepares this machine for grading. The server comes with a later version.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "N", description = "Port of the server (not used yet).")
    int port = 8080;

    @Option(names = "--detach", description = "Return once everything is ready (there is nothing to wait for yet).")
    boolean detach;

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        var progress = new StepProgress(System.err);
        try (SandboxHost host = SandboxHost.open(
                home, Limits.standard(), BaseCatalogue.load(home).ofFirstExercise(), progress)) {
            progress.say("sandbox", "starting one to see that it works");
            host.startSandbox().close();
            progress.say("sandbox", "works");
        }
        System.out.println("Prepared. Try: ./drydock grade first-ml-container");
        return ExitStatus.PASSED;
    }
}
