package dev.drydock.grading;

import dev.drydock.engine.RunRequest;
import java.util.List;

/**
 * A container of the image that is run once, to see what comes of it.
 *
 * @param start what runs in it
 * @param gpus how many GPUs it gets
 */
public record Command(RunRequest.Start start, int gpus) {

    /**
     * A program in place of the image's own.
     *
     * @param argv the program and its arguments
     */
    public static Command program(List<String> argv) {
        return new Command(new RunRequest.Program(argv), 0);
    }

    /** The image's entry point, with these arguments in place of its command. */
    public static Command arguments(List<String> arguments) {
        return new Command(new RunRequest.Arguments(arguments), 0);
    }

    /** The same with GPUs. */
    public Command withGpus(int count) {
        return new Command(start, count);
    }
}
