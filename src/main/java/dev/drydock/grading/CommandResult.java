package dev.drydock.grading;

import java.util.List;
import java.util.Optional;

/**
 * What came of a container that was run once.
 *
 * @param ended whether it ended in time; what follows was looked at when it did or the time was up
 * @param output the end of what it wrote to standard output and standard error; untrusted
 * @param problem why it could not be started, empty if it was
 * @param gpus UUIDs of those that it was given
 * @param gpuCalls functions of the simulated GPU's driver that it called; untrusted, empty without one
 */
public record CommandResult(
        boolean ended,
        int exitCode,
        String output,
        Optional<String> problem,
        List<String> gpus,
        List<String> gpuCalls) {

    public CommandResult {
        gpus = List.copyOf(gpus);
        gpuCalls = List.copyOf(gpuCalls);
    }

    /** Of a container without a GPU. */
    public CommandResult(boolean ended, int exitCode, String output, Optional<String> problem) {
        this(ended, exitCode, output, problem, List.of(), List.of());
    }

    /** Of a container that was never started. */
    static CommandResult refused(String problem, List<String> gpus) {
        return new CommandResult(true, 0, "", Optional.of(problem), gpus, List.of());
    }
}
