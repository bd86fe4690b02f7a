package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Check;
import dev.drydock.grading.Command;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.text.BoundedText;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** A command in a container of the image does what it should. */
@AutoService(Check.class)
public final class CommandOutput implements Check<CommandOutput.Parameters> {

    private static final int LAST_LINES = 3;

    /**
     * Parameters.
     *
     * @param command the program and its arguments, in place of the image's own; this or the next is given
     * @param arguments what follows the image's name in {@code docker run}: the entry point stays
     * @param exitCode 0 if left out
     * @param matches a regular expression that is found in what it prints
     * @param gpu whether the container gets a GPU
     */
    public record Parameters(
            @Key(value = "The program and its arguments; no shell, unless it is named.", min = 1)
            Optional<List<String>> command,

            @Key(
                    "In place of `command`: arguments for the image's own ENTRYPOINT, as after the image's name in `docker run`.")
            Optional<List<String>> arguments,

            @Key(value = "Its exit code, 0 if left out.", min = 0, max = 255)
            Optional<Integer> exitCode,

            @Key("Regular expression that is found in what it prints.")
            Optional<String> matches,

            @Key("Whether the container gets a GPU, false if left out.")
            Optional<Boolean> gpu) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            command = command.map(List::copyOf);
            arguments = arguments.map(List::copyOf);
            matches.ifPresent(Pattern::compile);
            if (command.isPresent() == arguments.isPresent()) {
                throw new IllegalArgumentException("command.output needs one of: command, arguments");
            }
        }

        private boolean withGpu() {
            return gpu.orElse(false);
        }

        Command run() {
            Command usual = arguments.map(Command::arguments).orElseGet(() -> Command.program(command.orElseThrow()));
            return withGpu() ? usual.withGpus(1) : usual;
        }

        String shown() {
            String given = arguments
                    .map(list -> "docker run " + (withGpu() ? "--gpus 1 " : "") + "IMAGE " + String.join(" ", list))
                    .orElseGet(() -> String.join(" ", command.orElseThrow()) + (withGpu() ? " with --gpus 1" : ""));
            return "`" + Printable.of(given.strip(), 120) + "`";
        }

        String expected() {
            var parts = new StringJoiner(" and ", shown() + " ", "");
            parts.add("ends with exit code " + exitCode.orElse(0));
            matches.ifPresent(pattern -> parts.add("prints what matches " + pattern));
            return parts.toString();
        }
    }

    @Override
    public String kind() {
        return "command.output";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Run the same yourself: `docker run --rm --entrypoint PROGRAM IMAGE ARGUMENTS`, or without --entrypoint where the "
                + "image's own is meant. Is the program installed in the final stage, and may the image's user run it?";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#build";
    }

    @Override
    public Moment moment() {
        return Moment.APART;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        CommandResult result = seen.command(parameters.run());
        List<Lines> lines = lines(parameters, seen);
        if (result.problem().isPresent()) {
            return failed(
                    parameters,
                    "could not be started: " + Printable.of(result.problem().get(), 200),
                    "The image cannot run " + parameters.shown()
                            + ": the program is missing, or may not be executed by the image's user.",
                    lines);
        }
        String said = Printable.lastLines(result.output(), LAST_LINES);
        String printed = said.isEmpty() ? ", and printed nothing" : ", and printed: " + said;
        return result.ended()
                ? judgeEnded(parameters, result, "ended with exit code " + result.exitCode() + printed, lines)
                : failed(
                        parameters,
                        "did not end in time" + printed,
                        parameters.shown() + " goes on and on where it should do its work and end.",
                        lines);
    }

    private static Finding judgeEnded(Parameters parameters, CommandResult result, String actual, List<Lines> lines) {
        if (result.exitCode() != parameters.exitCode().orElse(0)) {
            return failed(parameters, actual, otherwise(parameters), lines);
        }
        boolean says = parameters
                .matches()
                .map(pattern -> BoundedText.holds(Pattern.compile(pattern), result.output()))
                .orElse(true);
        return says
                ? Finding.passed(parameters.expected(), actual)
                : failed(
                        parameters,
                        actual,
                        "In the image, " + parameters.shown() + " works, but its output is not what was asked for: "
                                + "another version, or another setting, than the model expects.",
                        lines);
    }

    private static String otherwise(Parameters parameters) {
        return parameters.command().isPresent()
                ? "In the image, " + parameters.shown()
                        + " ends otherwise than it should, so what the model's service needs of it is missing or broken."
                : "Started by " + parameters.shown() + ", the image does not do its work to the end.";
    }

    /** What the image itself starts, its own instructions say; whatever another command needs may come from any step. */
    private static List<Lines> lines(Parameters parameters, Observations seen) {
        return parameters
                .arguments()
                .map(given -> Starting.linesFor(given, seen))
                .orElse(List.of());
    }

    private static Finding failed(Parameters parameters, String actual, String message, List<Lines> lines) {
        return Finding.failed(parameters.expected(), actual, message, lines);
    }
}
