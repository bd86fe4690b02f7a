package dev.drydock.cli;

import dev.drydock.content.UnknownNameException;
import dev.drydock.engine.EngineException;
import dev.drydock.server.SettingException;
import dev.drydock.text.MendableException;
import dev.drydock.yaml.ContentException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into a sentence for people and an exit status; a stack trace only for our own bugs. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (failure) {
            case ContentException content -> {
                content.problems().forEach(err::println);
                return ExitStatus.USAGE;
            }
            case UnknownNameException unknown -> {
                err.println(unknown.getMessage());
                return ExitStatus.USAGE;
            }
            case MendableException mendable -> {
                err.println(mendable.getMessage() + "\n" + mendable.mend());
                return exitStatus(mendable);
            }
            case EngineException engine ->
                err.println("The container engine failed: " + engine.getMessage()
                        + "\nRun ./drydock doctor to see what is wrong.");
            default -> {
                err.println("This is a mistake in Drydock:");
                failure.printStackTrace(err);
            }
        }
        return ExitStatus.PLATFORM;
    }

    private static int exitStatus(MendableException mendable) {
        return switch (mendable) {
            case SettingException setting -> ExitStatus.USAGE;
            case RemoteException remote -> remote.exitStatus();
            default -> ExitStatus.PLATFORM;
        };
    }
}
