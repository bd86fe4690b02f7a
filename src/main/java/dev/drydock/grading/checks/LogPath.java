package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.ContainerProcess;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.Settled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tells where a line stays that a service printed and that is not in the container's log. */
final class LogPath {

    private static final String UNBUFFERED = "PYTHONUNBUFFERED";

    private LogPath() {}

    static Finding explain(String expected, Duration waited, int port, Observations seen) {
        String actual = "not in the log " + Quantity.time(waited) + " after the answer";
        Settled settled = seen.service().settled(port, seen.startupTime());
        Optional<ContainerProcess> server = settled.server();
        Optional<ContainerProcess> reader = server.flatMap(settled.processes()::readerOf);
        if (reader.isPresent()) {
            String name = Printable.of(ProcessOne.name(reader.get().program()), 40);
            return Finding.failed(
                    expected,
                    actual + "; the service writes into a pipe that " + name + " reads",
                    "What the service prints goes through " + name
                            + ", which keeps it until some kilobytes have come together: "
                            + "when the service crashes, the lines that would explain it are lost. Let it write to the log itself.",
                    start(seen, "|", ">"));
        }
        Optional<String> elsewhere = server.flatMap(ContainerProcess::output)
                .filter(output -> !output.isPipe())
                .map(output -> Printable.of(output.target(), 80));
        if (elsewhere.isPresent()) {
            return Finding.failed(
                    expected,
                    actual + "; the service writes to " + elsewhere.get(),
                    "What the service prints goes to " + elsewhere.get()
                            + " and not to the container's log, so that `docker logs` "
                            + "shows nothing. Let it write to standard output.",
                    start(seen, ">"));
        }
        return buffered(expected, actual, server, seen);
    }

    private static Finding buffered(
            String expected, String actual, Optional<ContainerProcess> server, Observations seen) {
        Cause cause = cause(server, seen);
        return Finding.failed(
                expected,
                actual + cause.actual,
                cause.message
                        + "when it crashes, the lines that would explain it are lost, and `docker logs` shows nothing meanwhile.",
                cause == Cause.NOT_SET
                        ? Guilty.assignment(seen.dockerfile(), "ENV", UNBUFFERED)
                        : passedOver(cause, seen));
    }

    /** A module that Python loads before the program may hold the lines back as well as an option of the start command. */
    private static List<Lines> passedOver(Cause cause, Observations seen) {
        List<Lines> modules = cause == Cause.PASSED_OVER ? Starting.modulesOfItsOwn(seen) : List.of();
        return modules.isEmpty() ? start(seen, UNBUFFERED) : modules;
    }

    private static Cause cause(Optional<ContainerProcess> server, Observations seen) {
        boolean declared = seen.image().config().environment().containsKey(UNBUFFERED);
        Optional<String> given = server.map(process -> process.environment().getOrDefault(UNBUFFERED, ""));
        if (given.filter(value -> !value.isEmpty()).isPresent()) {
            return Cause.PASSED_OVER;
        }
        return declared && given.isPresent() ? Cause.TAKEN_AWAY : Cause.NOT_SET;
    }

    /** Why the lines stay in the service's buffer. */
    private enum Cause {
        NOT_SET("", "The service prints, but the lines stay in its buffer: "),
        TAKEN_AWAY(
                "; " + UNBUFFERED + " is set in the image and not for the service",
                "The image sets " + UNBUFFERED
                        + ", and the start command takes it away from the service, so that the lines stay in its buffer: "),
        PASSED_OVER(
                "; the service has " + UNBUFFERED + " and keeps its lines all the same",
                UNBUFFERED
                        + " reaches the service, which is started so that it passes over it, as with Python's -E and -I, or loads something that does; the lines stay "
                        + "in its buffer: ");

        private final String actual;
        private final String message;

        Cause(String actual, String message) {
            this.actual = actual;
            this.message = message;
        }
    }

    private static List<Lines> start(Observations seen, String... signs) {
        for (String sign : signs) {
            if (Guilty.isMentioned(seen.dockerfile(), sign, "CMD", "ENTRYPOINT")) {
                return Guilty.mentioning(seen.dockerfile(), sign, "CMD", "ENTRYPOINT");
            }
        }
        return Guilty.linesOf(seen.dockerfile(), "CMD", "ENTRYPOINT");
    }
}
