package dev.drydock.cli;

import dev.drydock.sandbox.Home;
import dev.drydock.server.Launch;
import dev.drydock.server.ServerSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drydock up}: everything from a fresh machine to a served page. */
@Command(
        name = "up",
        description = {
            "Prepares this machine and serves lessons and exercises until it is told to end (Ctrl-C).",
            "Nobody has to sign in as long as only this machine can reach it; with another --host accounts are asked for."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port to listen on; 0 for any. Default: ${DEFAULT-VALUE}.")
    int port = 8080;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
    String host = "127.0.0.1";

    @Option(names = "--detach", description = "Return as soon as the server answers; it goes on in the background.")
    boolean detach;

    @Override
    public Integer call() throws InterruptedException {
        Home home = Home.fromEnvironment();
        if (detach) {
            return new Detached(home).start();
        }
        var progress = new StepProgress(System.err);
        Launch.serve(
                home,
                ServerSettings.fromEnvironment(host, port),
                Version.TEXT,
                progress,
                url -> System.out.println(Detached.READY + url));
        return ExitStatus.PASSED;
    }
}
