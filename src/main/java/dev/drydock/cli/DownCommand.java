package dev.drydock.cli;

import dev.drydock.database.LocalPostgres;
import dev.drydock.engine.EngineException;
import dev.drydock.engine.OuterEngine;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Sweeper;
import dev.drydock.server.Launch;
import dev.drydock.server.ServerMark;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code drydock down}: stops what other commands left running; data stays. */
@Command(name = "down", description = "Stops what up started; data stays.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        if (new ServerMark(home).end()) {
            System.err.println("· down                 stopped the server");
        }
        if (LocalPostgres.endOrphan(Launch.postgresFolder(home))) {
            System.err.println("· down                 stopped PostgreSQL, which a server that was killed had left");
        }
        try (OuterEngine outer = OuterEngine.connect()) {
            outer.ping();
            int swept = new Sweeper(outer).sweepWithMirror();
            System.err.println(
                    swept == 0
                            ? "· down                 no container of a grading is left"
                            : "· down                 removed " + swept + " things");
        } catch (EngineException noEngine) {
            System.err.println("· down                 no engine answers, so nothing is running");
        }
        return ExitStatus.PASSED;
    }
}
