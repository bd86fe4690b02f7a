package dev.drydock.engine;

import java.time.Duration;
import java.util.List;

/** Runs a program beside a nested engine, in its sandbox: how the observer sees what the engine's API does not tell. */
public interface SandboxShell {

    /**
     * Runs a program of the sandbox's own image to its end.
     *
     * @param stdin bytes for its standard input, may be empty
     * @throws EngineException if it could not be run or took longer than the limit
     */
    Output exec(List<String> command, byte[] stdin, Duration limit);

    /**
     * What the program wrote.
     *
     * @param stdout raw, as it can be binary
     */
    record Output(int exitCode, byte[] stdout, String stderr) {}
}
