package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.Disk;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.IgnoredFiles.Ignored;
import dev.drydock.grading.Observations;
import dev.drydock.grading.checks.LastWords.Cause;
import dev.drydock.text.Sizes;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The container still runs after some seconds. */
@AutoService(Check.class)
public final class RunStays implements Check<RunStays.Parameters> {

    /** What a process ends with when it was sent SIGKILL: 128 + 9. */
    private static final int KILLED = 137;

    /** How runc says that the working directory is not to be had. */
    private static final Pattern WORKDIR =
            Pattern.compile("chdir to cwd|current working directory|mkdir /|Cwd must be");

    /**
     * Parameters.
     *
     * @param seconds counted from the start of the container
     */
    public record Parameters(
            @Key(value = "Seconds from the start of the container.", min = 1, max = 120)
            int seconds) {}

    @Override
    public String kind() {
        return "run.stays";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Run the image yourself with `docker run --rm` and read the last lines that it prints. Is everything that "
                + "the start command needs really in the image?";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#cmd";
    }

    @Override
    public Moment moment() {
        return Moment.RUNNING;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String expected = "running after " + parameters.seconds() + " s";
        ContainerState state = seen.service().stateAfter(Duration.ofSeconds(parameters.seconds()));
        if (state.running()) {
            return judgeRunning(expected, seen);
        }
        Optional<Ignored> ignored = state.error().isPresent() || state.outOfMemory() || state.exitCode() == 0
                ? Optional.empty()
                : seen.ignored().missedIn(seen.service().logTail(), seen.files());
        String log = Printable.lastLines(seen.service().logTail(), 3);
        String said = log.isEmpty() ? " It wrote nothing." : " Its last lines: " + log;
        if (ignored.isPresent()) {
            return Finding.failed(expected, ending(state), ignored.get().inWords() + said, List.of())
                    .blaming(List.of(ignored.get().by()));
        }
        if (Probes.mayHaveEnded(state, seen)) {
            return Finding.failed(
                    expected,
                    ending(state),
                    "The image's own health check sends a signal when its probe fails, and the service ended." + said,
                    Probes.lines(seen));
        }
        Optional<Cause> cause = cause(state, seen);
        return Finding.failed(
                expected,
                ending(state),
                meaning(state, seen)
                        + cause.map(behind -> " " + behind.message()).orElse("")
                        + (state.error().isPresent() ? "" : said),
                cause.map(Cause::lines).orElseGet(() -> Guilty.linesOf(seen.dockerfile(), culprits(state, seen))));
    }

    /** What the service missed, as far as the image and its last words tell. */
    private static Optional<Cause> cause(ContainerState state, Observations seen) {
        if (state.error().isPresent()) {
            boolean otherwise =
                    hasVolumeAtRoot(seen) || isAboutWorkdir(state.error().get());
            return otherwise ? Optional.empty() : new StartProgram(seen, "").cause();
        }
        if (state.outOfMemory() || state.exitCode() == 0) {
            return Optional.empty();
        }
        String log = seen.service().logTail();
        return new StartProgram(seen, log).cause().or(() -> new LastWords(seen, log).cause());
    }

    private static Finding judgeRunning(String expected, Observations seen) {
        Disk disk = seen.disk();
        if (disk.isFull()) {
            return Finding.failed(
                    expected,
                    "running, but it filled the disk: " + Sizes.binary(disk.free()) + " are free",
                    "The service writes without end: builds and containers have " + Sizes.binary(disk.bytes())
                            + " together here, and it took all that was left. Let it delete what it does not need, or "
                            + "keep it in memory.",
                    Guilty.linesOf(seen.dockerfile(), "CMD", "ENTRYPOINT"));
        }
        long refused = seen.service().refusedTasks();
        return refused == 0 ? Finding.passed(expected, expected) : crowded(expected, refused, seen);
    }

    private static Finding crowded(String expected, long refused, Observations seen) {
        int allowed = seen.runLimits().pids();
        return Finding.failed(
                expected,
                "running, but refused another process or thread " + refused + " times",
                "The service asked for more than the " + allowed + " processes and threads that a container may have: "
                        + "it starts some without end, or a worker for each request. Give its server a fixed number.",
                Guilty.linesOf(seen.dockerfile(), "CMD", "ENTRYPOINT"));
    }

    private static String[] culprits(ContainerState state, Observations seen) {
        if (state.error().isPresent() && hasVolumeAtRoot(seen)) {
            return new String[] {"VOLUME"};
        }
        return state.error().filter(RunStays::isAboutWorkdir).isPresent()
                ? new String[] {"WORKDIR"}
                : new String[] {"CMD", "ENTRYPOINT"};
    }

    /** Engines word it differently, or fail of it in different places. */
    private static boolean hasVolumeAtRoot(Observations seen) {
        return seen.dockerfile().finalChain().stream()
                .flatMap(stage -> stage.instructions().stream())
                .anyMatch(instruction -> instruction.keyword().equals("VOLUME")
                        && instruction.arguments().contains("/"));
    }

    private static boolean isAboutWorkdir(String error) {
        return WORKDIR.matcher(error).find();
    }

    private static String ending(ContainerState state) {
        return state.error()
                .map(error -> "could not be started: " + Printable.of(error, 200))
                .orElseGet(() -> "ended with exit code " + state.exitCode()
                        + (state.outOfMemory() ? ", killed for lack of memory" : ""));
    }

    private static String meaning(ContainerState state, Observations seen) {
        if (state.error().isPresent()) {
            return unstartable(state.error().get(), seen);
        }
        if (state.outOfMemory()) {
            return "The kernel ended the service because it took more than the "
                    + Sizes.binary(seen.runLimits().memoryBytes())
                    + " of memory that a container may have. Large models are the usual reason: load them once.";
        }
        return switch (state.exitCode()) {
            case 0 ->
                "The start command did its work and ended, and the container with it. A service has to stay in the "
                        + "foreground to answer requests.";
            case KILLED -> "Something killed the service (SIGKILL), so nobody can ask the model anything.";
            case 126, 127 ->
                "A shell could not find or execute the program of the start command, so the service never ran.";
            default -> "The service ended with an error, so nobody can ask the model anything.";
        };
    }

    private static String unstartable(String error, Observations seen) {
        if (error.contains("no command specified")) {
            return "The image has neither CMD nor ENTRYPOINT, nor has its base, so that the engine does not know what "
                    + "to start. Add CMD with the program, such as CMD [\"python\", \"app.py\"].";
        }
        if (error.contains("max depth exceeded")) {
            return "The image has " + seen.image().layers().size() + " layers, those of its base among them; an engine "
                    + "starts images of at most 127. Join RUN instructions that belong together with &&.";
        }
        if (hasVolumeAtRoot(seen)) {
            return "VOLUME / would put an empty volume in the place of the whole image. Name the folder whose data is "
                    + "to outlive the container, such as VOLUME /data, or delete the line.";
        }
        if (isAboutWorkdir(error)) {
            return "The container's working directory cannot be entered: WORKDIR names something that is no folder, or a "
                    + "link that leads out of the image. Name a plain path, such as WORKDIR /app.";
        }
        return "The engine could not start the container: the program that the start command names is missing, or may "
                + "not be executed.";
    }
}
