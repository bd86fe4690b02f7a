package dev.drydock.engine;

import java.io.IOException;
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
     * Starts a program of the sandbox's own image that is talked to while it runs. Closing the result ends the talk; where the
     * program still runs then, it goes on.
     *
     * @throws EngineException if it could not be started
     */
    default Running start(List<String> command) {
        throw new EngineException("programs of this sandbox can only be run to their end");
    }

    /** A program that runs. */
    interface Running extends AutoCloseable {

        /**
         * Sends its standard input and passes on what it writes, until it ends.
         *
         * @throws IOException if either broke off
         */
        void run(BuildContext stdin, Frames.Sink output) throws IOException;

        @Override
        void close();
    }

    /**
     * What the program wrote.
     *
     * @param stdout raw, as it can be binary
     */
    record Output(int exitCode, byte[] stdout, String stderr) {}
}
