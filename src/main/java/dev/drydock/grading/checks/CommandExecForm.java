package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.Gpus;
import dev.drydock.engine.ImageConfig;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.JobRun;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Unobservable;
import dev.drydock.grading.jobs.JobRequest;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The service itself is PID 1, not a shell around it. */
@AutoService(Check.class)
public final class CommandExecForm implements Check<CommandExecForm.Parameters> {

    private static final String EXPECTED = "PID 1 is the service itself, without a shell around it";

    private static final String HANDED_OVER = " (declared through a shell, which handed over with exec)";

    /** An init hands signals on to the program that it starts. */
    private static final Set<String> INITS = Set.of("tini", "tini-static", "dumb-init", "catatonit", "docker-init");

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "mksh");

    /**
     * Parameters.
     *
     * @param job that the image is given instead of being started as a service
     */
    public record Parameters(
            @Key(
                    value =
                            "A name under jobs in exercise.yaml, for an image that is no service: PID 1 of its container is looked at.",
                    min = 1)
            Optional<String> job) {}

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
    public List<JobRequest> jobs(Parameters parameters, Gpus gpus) {
        return parameters.job().map(name -> new JobRequest(name, 0)).stream().toList();
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
        if (parameters.job().isPresent()) {
            return judgeJob(seen, seen.job(new JobRequest(parameters.job().get(), 0)), declared);
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
        return Finding.passed(EXPECTED, handedOver ? actual + HANDED_OVER : actual);
    }

    /** Its first process as the kernel told of it: such a container ends before anybody could look. */
    private static Finding judgeJob(Observations seen, JobRun run, List<String> declared) {
        Optional<String> first = run.firstProgram();
        String actual = first.map(program -> "PID 1 is " + show(List.of(program)))
                .orElseGet(() -> "the container does not start; the image starts " + show(declared));
        boolean flagsLost = isShell(declared)
                && JobComplaint.of(run)
                        .filter(complaint -> complaint.what() != JobComplaint.What.NOT_ENDED)
                        .isPresent();
        if (first.map(program -> isShell(List.of(program))).orElse(isShell(declared)) || flagsLost) {
            return failedForCertain(
                    seen,
                    flagsLost ? "the image starts " + show(declared) : actual,
                    "A shell starts the program: flags and the signal to stop are the shell's, and reach the program only if the "
                            + "shell passes them on.");
        }
        boolean another = !run.readers().isEmpty()
                && !run.isReadByTheFirst()
                && first.filter(program -> INITS.contains(nameOf(program))).isEmpty();
        return another
                ? failedForCertain(
                        seen,
                        actual + ", and another process does the work",
                        "What the container starts is another program than the one that does the work, which is only its child: "
                                + "the signal to stop does not reach it.")
                : Finding.passed(EXPECTED, isShell(declared) ? actual + HANDED_OVER : actual);
    }

    private static Finding failedForCertain(Observations seen, String actual, String message) {
        return failed(seen, actual, message).asCertain();
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
        return SHELLS.contains(nameOf(command.getFirst()));
    }

    private static String nameOf(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    private static String show(List<String> command) {
        return "`" + Printable.of(String.join(" ", command), 120) + "`";
    }
}
