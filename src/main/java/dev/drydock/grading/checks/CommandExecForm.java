package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.ImageConfig;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Unobservable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The service itself is PID 1, not a shell around it. */
@AutoService(Check.class)
public final class CommandExecForm implements Check<CommandExecForm.Parameters> {

    private static final String EXPECTED = "PID 1 is the service itself, without a shell around it";

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "mksh");

    /** None. */
    public record Parameters() {}

    @Override
    public String kind() {
        return "command.execForm";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "The start command can be written as plain text or as a JSON list with double quotes. Only one of the two "
                + "starts your program without a shell. A start script should hand over with `exec`.";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#exec-form";
    }

    @Override
    public Moment moment() {
        return Moment.RUNNING;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        ImageConfig config = seen.image().config();
        List<String> declared = Stream.concat(config.entrypoint().stream(), config.command().stream())
                .toList();
        if (declared.isEmpty()) {
            return failed(
                    seen,
                    "the image has no start command",
                    "The image does not say what to start, so a " + "container of it serves nothing.");
        }
        Optional<List<String>> observed = observed(seen);
        List<String> decisive = observed.orElse(declared);
        String actual =
                (observed.isPresent() ? "PID 1 is " : "the container has ended; the image starts ") + show(decisive);
        if (isShell(decisive)) {
            return failed(
                    seen,
                    actual,
                    "A shell is PID 1 and your service only its child. The shell does not pass on the "
                            + "signal to stop, so the model's requests in flight are cut off when the container is stopped.");
        }
        boolean handedOver = isShell(declared);
        return Finding.passed(
                EXPECTED, handedOver ? actual + " (declared through a shell, which handed over with exec)" : actual);
    }

    private static Finding failed(Observations seen, String actual, String message) {
        return Finding.failed(EXPECTED, actual, message, Guilty.linesOf(seen.dockerfile(), "CMD", "ENTRYPOINT"));
    }

    /** What really runs; a service that ended leaves only what the image declares. */
    private static Optional<List<String>> observed(Observations seen) {
        try {
            return Optional.of(seen.service().process().commandLine()).filter(line -> !line.isEmpty());
        } catch (Unobservable ended) {
            return Optional.empty();
        }
    }

    private static boolean isShell(List<String> command) {
        String program = command.getFirst();
        return SHELLS.contains(program.substring(program.lastIndexOf('/') + 1));
    }

    private static String show(List<String> command) {
        return "`" + Printable.of(String.join(" ", command), 120) + "`";
    }
}
