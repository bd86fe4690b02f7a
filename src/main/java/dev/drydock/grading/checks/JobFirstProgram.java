package dev.drydock.grading.checks;

import dev.drydock.grading.Finding;
import dev.drydock.grading.JobRun;
import dev.drydock.grading.Observations;
import dev.drydock.grading.jobs.JobRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PID 1 of an image that does a job and ends: before anybody could look, so that the kernel's word on it counts. */
final class JobFirstProgram {

    /** An init hands signals on to the program that it starts. */
    private static final Set<String> INITS = Set.of("tini", "tini-static", "dumb-init", "catatonit", "docker-init");

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "mksh");

    private JobFirstProgram() {}

    /**
     * Judges.
     *
     * @param expected in words
     * @param job a name under {@code jobs} in {@code exercise.yaml}
     * @param declared the image's entry point and command
     */
    static Finding judge(String expected, String job, List<String> declared, Observations seen) {
        JobRun run = seen.job(new JobRequest(job, 0));
        Optional<String> first = run.firstProgram();
        boolean shellDeclared = isShell(declared.getFirst());
        if (isStillTheBases(run, first, seen)) {
            return judgeCommand(expected, seen);
        }
        String actual = first.map(program -> "PID 1 is " + show(program))
                .orElseGet(() -> "the container does not start; the image starts " + show(String.join(" ", declared)));
        boolean flagsLost = shellDeclared
                && JobComplaint.of(run)
                        .filter(complaint -> isOfFlags(run, complaint))
                        .isPresent();
        if (first.map(JobFirstProgram::isShell).orElse(shellDeclared) || flagsLost) {
            return failed(
                    expected,
                    flagsLost ? "the image starts " + show(String.join(" ", declared)) : actual,
                    "A shell starts the program: flags and the signal to stop are the shell's, and reach the program only if the "
                            + "shell passes them on.",
                    seen);
        }
        if (isAnotherAtWork(run, first)) {
            return failed(
                    expected,
                    actual + ", and another process does the work",
                    "What the container starts is another program than the one that does the work, which is only its child: "
                            + "the signal to stop does not reach it.",
                    seen);
        }
        return Finding.passed(
                expected, shellDeclared ? actual + " (declared through a shell, which handed over with exec)" : actual);
    }

    /** An entry point of the base that found nothing to hand over to: the flags took the place of the image's CMD. */
    private static boolean isStillTheBases(JobRun run, Optional<String> first, Observations seen) {
        return first.filter(JobFirstProgram::isShell).isPresent()
                && seen.dockerfile().inForce("ENTRYPOINT").isEmpty()
                && !seen.image().config().entrypoint().isEmpty()
                && JobComplaint.of(run)
                        .filter(complaint -> isOfFlags(run, complaint))
                        .isPresent();
    }

    private static Finding judgeCommand(String expected, Observations seen) {
        List<String> command = seen.image().config().command();
        String actual = "behind the base's entry point, the image starts " + show(String.join(" ", command));
        return !command.isEmpty() && isShell(command.getFirst())
                ? failed(expected, actual, "A shell starts the program: the signal to stop is the shell's.", seen)
                : Finding.passed(expected, actual);
    }

    /** A program that the shell handed over to, and that failed, may have other troubles than its flags. */
    private static boolean isOfFlags(JobRun run, JobComplaint complaint) {
        return switch (complaint.what()) {
            case NOT_ENDED, EARLIER_RESULT -> false;
            case EXIT_CODE -> !run.isReadByTheFirst();
            case NOT_STARTED, NEVER_READ, NO_RESULT, OTHER_RESULT, UNWANTED_RESULT -> true;
        };
    }

    private static boolean isAnotherAtWork(JobRun run, Optional<String> first) {
        return !run.readers().isEmpty()
                && !run.isReadByTheFirst()
                && first.filter(program -> INITS.contains(ProcessOne.name(program)))
                        .isEmpty();
    }

    private static Finding failed(String expected, String actual, String message, Observations seen) {
        return Finding.failed(expected, actual, message, Starting.lines(seen)).asCertain();
    }

    private static boolean isShell(String program) {
        return SHELLS.contains(ProcessOne.name(program));
    }

    private static String show(String command) {
        return "`" + Printable.of(command, 120) + "`";
    }
}
