package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.dockerfile.FileLines;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerProcess;
import dev.drydock.engine.ContainerProcess.Signal;
import dev.drydock.engine.ContainerProcesses;
import dev.drydock.engine.Gpus;
import dev.drydock.engine.ImageConfig;
import dev.drydock.grading.Check;
import dev.drydock.grading.Circumstances;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Pause;
import dev.drydock.grading.RunningService;
import dev.drydock.grading.Settled;
import dev.drydock.grading.Unobservable;
import dev.drydock.grading.checks.ProcessOne.Around;
import dev.drydock.grading.jobs.JobRequest;
import dev.drydock.yaml.Key;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The service itself is PID 1, or the child of an init that passes signals on; no shell or other wrapper is around it. */
@AutoService(Check.class)
public final class CommandExecForm implements Check<CommandExecForm.Parameters> {

    private static final String EXPECTED = "PID 1 is the service itself, without a shell around it";

    /** For a signal to be passed on; counted in looks, which take the longer the busier the machine is. */
    private static final int LOOKS = 30;

    private static final Duration PAUSE = Duration.ofMillis(100);

    /**
     * Parameters.
     *
     * @param job that the image is given instead of being started as a service
     * @param json whether the Dockerfile has to say what is started as JSON lists; in whatever form, if left out
     */
    public record Parameters(
            @Key(
                    value =
                            "A name under jobs in exercise.yaml, for an image that is no service: PID 1 of its container is looked at.",
                    min = 1)
            Optional<String> job,

            @Key("Whether ENTRYPOINT and CMD of the Dockerfile have to be JSON lists; in whatever form, if left out.")
            Optional<Boolean> json) {}

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
            return Finding.failed(
                    EXPECTED,
                    "the image has no start command",
                    "The image does not say what to start, so a container of it serves nothing.",
                    Guilty.linesOf(seen.dockerfile(), "CMD", "ENTRYPOINT"));
        }
        Finding finding = judge(parameters, declared, seen);
        return finding.status() == Finding.Status.PASSED && parameters.json().orElse(false)
                ? plainText(seen).orElse(finding)
                : finding;
    }

    /** A shell starts it, also where that hands over at once. */
    private static Optional<Finding> plainText(Observations seen) {
        return Starting.plainText(seen)
                .map(instruction -> Finding.failed(
                                "ENTRYPOINT and CMD are JSON lists",
                                instruction.keyword() + " is plain text",
                                "What is asked for is a JSON list, with double quotes and commas. Docker has a shell read this "
                                        + instruction.keyword() + ", also where that hands over at once.",
                                List.of(instruction.lines()))
                        .asCertain());
    }

    private static Finding judge(Parameters parameters, List<String> declared, Observations seen) {
        if (parameters.job().isPresent()) {
            return JobFirstProgram.judge(EXPECTED, parameters.job().get(), declared, seen);
        }
        Optional<ProcessOne> observed = observed(seen);
        if (observed.filter(ProcessOne::hidesTheService).isPresent()) {
            return hidden(observed.get(), seen);
        }
        return observed.isPresent() ? judge(observed.get(), declared, seen) : judgeDeclared(declared, seen);
    }

    private static Finding hidden(ProcessOne one, Observations seen) {
        List<String> first = one.processes().first().orElseThrow().commandLine();
        return Finding.failed(
                EXPECTED,
                "PID 1 is " + show(first) + ", and no process is seen that has the service's port open",
                "Something answers, and the container hides which of its processes does: one whose first thread has ended, for "
                        + "example, shows nothing that it has open.",
                start(first, seen));
    }

    /** A service that ended leaves only what the image declares. */
    private static Finding judgeDeclared(List<String> declared, Observations seen) {
        String actual = "the container has ended; the image starts " + show(declared);
        return isShell(declared)
                ? Finding.failed(EXPECTED, actual, aboutShell(""), start(declared, seen))
                : Finding.passed(EXPECTED, actual);
    }

    private static Finding judge(ProcessOne one, List<String> declared, Observations seen) {
        ContainerProcess first = one.processes().first().orElseThrow();
        String actual = "PID 1 is " + show(first.commandLine());
        Optional<Around> around = one.around();
        if (around.isPresent()) {
            Finding finding = Finding.failed(
                    EXPECTED,
                    actual + serving(one),
                    about(around.get()),
                    StartScript.written(around.get().process(), seen)
                            .map(List::of)
                            .orElseGet(() -> start(around.get().process().commandLine(), seen)));
            // What a program does about signals may come a moment after its start.
            return around.get() instanceof Around.Deaf
                    ? finding
                    : finding.blaming(scriptLines(around.get(), one, seen)).asCertain();
        }
        if (one.hasToPassOn() && !passesOn(one.stop(), seen)) {
            return Finding.failed(EXPECTED, actual + serving(one), aboutDeaf(), start(first.commandLine(), seen));
        }
        boolean handedOver = isShell(declared) && !one.hasToPassOn();
        return Finding.passed(
                EXPECTED,
                actual
                        + (one.hasToPassOn() ? serving(one) + ", and passes the stop signal on" : "")
                        + (handedOver ? " (declared through a shell, which handed over with exec)" : ""));
    }

    /** Where a script of the submission starts the service instead of handing over to it; the Dockerfile only names it. */
    private static List<FileLines> scriptLines(Around around, ProcessOne one, Observations seen) {
        return one.servers().stream()
                .findFirst()
                .flatMap(server -> StartScript.of(around.process(), seen).map(script -> script.starting(server)))
                .stream()
                .toList();
    }

    private static String serving(ProcessOne one) {
        return one.hasToPassOn()
                ? ", and the service is its child "
                        + show(one.servers().getFirst().commandLine())
                : "";
    }

    private static String about(Around around) {
        return switch (around) {
            case Around.Shell shell ->
                aboutShell(ProcessOne.name(shell.process().program()));
            case Around.Login login -> login.describe();
            case Around.Deaf deaf -> aboutDeaf();
            case Around.Terminal terminal -> terminal.describe();
        };
    }

    private static String aboutShell(String name) {
        return "A shell" + (name.isEmpty() ? "" : " (" + Printable.of(name, 40) + ")")
                + " is around the service, which is only its child. The shell does not pass on the signal to stop, so the "
                + "model's requests in flight are cut off when the container is stopped.";
    }

    private static String aboutDeaf() {
        return "PID 1 is not the service but a program that started it and waits for its end. It keeps the signal to stop to "
                + "itself, so the model's requests in flight are cut off when the container is stopped.";
    }

    /** What really runs once the service has settled; where nothing is served, once PID 1 had time to hand over. */
    private static Optional<ProcessOne> observed(Observations seen) {
        RunningService service = seen.service();
        Signal stop = stopSignal(seen.image().config());
        OptionalInt port = seen.servicePort();
        try {
            if (port.isPresent()) {
                Settled settled = service.settled(port.getAsInt(), seen.startupTime());
                List<ContainerProcess> servers = settled.processes().listeningOn(port.getAsInt());
                return one(settled.processes(), servers, stop, settled.hasAnswered());
            }
            ContainerProcesses processes = service.processes();
            if (processes.first().filter(ProcessOne::isShell).isPresent()) {
                service.stateAfter(seen.startupTime());
                processes = service.processes();
            }
            return one(processes, List.of(), stop, false);
        } catch (Unobservable ended) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessOne> one(
            ContainerProcesses processes, List<ContainerProcess> servers, Signal stop, boolean answers) {
        return processes.first().map(first -> new ProcessOne(processes, servers, stop, answers));
    }

    private static Signal stopSignal(ImageConfig config) {
        return config.stopSignal().flatMap(Signal::of).orElse(Signal.TERM);
    }

    /**
     * Tries it in a container of its own: a service that is stopped where it is (SIGSTOP) cannot take a signal, so that one
     * that was passed on is seen waiting for it.
     */
    private static boolean passesOn(Signal stop, Observations seen) {
        int port = seen.servicePort().orElseThrow();
        RunningService service = seen.service(Circumstances.usual("to be told to stop"));
        Settled settled = service.settled(port, seen.startupTime());
        List<ContainerProcess> servers = settled.processes().listeningOn(port);
        List<ContainerProcess> first = settled.processes().first().stream().toList();
        if (servers.isEmpty()) {
            throw new Unobservable("the service did not start a second time");
        }
        service.signal("SIGSTOP", servers);
        service.signal("SIG" + stop, first);
        for (int look = 0; look < LOOKS; look++) {
            try {
                if (service.processes().listeningOn(port).stream().anyMatch(CommandExecForm::isAskedToEnd)) {
                    return true;
                }
            } catch (Unobservable ended) {
                // With it, the kernel killed the service that had heard nothing.
                return false;
            }
            Pause.of(PAUSE);
        }
        return false;
    }

    /** Supervisors may turn one signal into another. */
    private static boolean isAskedToEnd(ContainerProcess server) {
        return Arrays.stream(Signal.values()).anyMatch(server::awaits);
    }

    /** The instruction that starts the command: ENTRYPOINT if it names this program, CMD otherwise. */
    private static List<Lines> start(List<String> command, Observations seen) {
        List<String> entrypoint = seen.image().config().entrypoint();
        Optional<Instruction> declared = Guilty.instruction(seen.dockerfile(), "ENTRYPOINT");
        boolean isEntrypoint = !entrypoint.isEmpty()
                && command.stream()
                        .anyMatch(word -> ProcessOne.name(word).equals(ProcessOne.name(entrypoint.getFirst())));
        boolean onlyEntrypoint = seen.image().config().command().isEmpty();
        return declared.filter(instruction -> isEntrypoint || onlyEntrypoint)
                .map(instruction -> List.of(instruction.lines()))
                .orElseGet(() -> Guilty.linesOf(seen.dockerfile(), "CMD", "ENTRYPOINT"));
    }

    private static boolean isShell(List<String> command) {
        return List.of("sh", "bash", "dash", "ash").contains(ProcessOne.name(command.getFirst()));
    }

    private static String show(List<String> command) {
        return "`" + Printable.of(String.join(" ", command), 120) + "`";
    }
}
