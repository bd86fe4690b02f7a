package dev.drydock.grading;

import dev.drydock.engine.RunRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container of the image that is run once, to see what comes of it.
 *
 * @param start what runs in it
 * @param environment variables that it is started with
 * @param gpus how many GPUs it gets
 * @param until a regular expression; once that is found in what it printed, it is given a few seconds more. Empty: it is
 *     waited for until it ends
 */
public record Command(RunRequest.Start start, Map<String, String> environment, int gpus, Optional<String> until) {

    public Command {
        environment = Map.copyOf(environment);
    }

    /** The image's own entry point and command. */
    public static Command declared() {
        return new Command(new RunRequest.AsDeclared(), Map.of(), 0, Optional.empty());
    }

    /**
     * A program in place of the image's own.
     *
     * @param argv the program and its arguments
     */
    public static Command program(List<String> argv) {
        return new Command(new RunRequest.Program(argv), Map.of(), 0, Optional.empty());
    }

    /** The image's entry point, with these arguments in place of its command. */
    public static Command arguments(List<String> arguments) {
        return new Command(new RunRequest.Arguments(arguments), Map.of(), 0, Optional.empty());
    }

    /** The same with GPUs. */
    public Command withGpus(int count) {
        return new Command(start, environment, count, until);
    }

    /** The same with variables, as by {@code docker run -e}. */
    public Command with(Map<String, String> variables) {
        return new Command(start, variables, gpus, until);
    }

    /** The same, of what need not end. */
    public Command until(String expression) {
        return new Command(start, environment, gpus, Optional.of(expression));
    }
}
