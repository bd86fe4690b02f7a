package dev.drydock.cli;

import dev.drydock.engine.EngineException;
import dev.drydock.engine.OuterEngine;
import dev.drydock.sandbox.Sweeper;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code drydock down}: stops what other commands left running; data stays. */
@Command(name = "down", description = "Stops what up started; data stays.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        try (OuterEngine outer = OuterEngine.connect()) {
            outer.ping();
            int swept = new Sweeper(outer).sweepWithMirror();
            System.err.println(
                    swept == 0
                            ? "· down                 nothing was running"
                            : "· down                 removed " + swept + " things");
        } catch (EngineException noEngine) {
            System.err.println("· down                 no engine answers, so nothing is running");
        }
        return ExitStatus.PASSED;
    }
}
