package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.Finding;
import dev.drydock.grading.JobRun;
import dev.drydock.grading.Observations;
import dev.drydock.grading.jobs.Difference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * In what an image did a job otherwise than the reference solution.
 *
 * @param what kind it is of
 * @param at JSON pointer of the place in a result that differs; empty where it is the whole, or no result
 * @param actual what was seen
 * @param message what that means, for learners
 */
record JobComplaint(What what, String at, String actual, String message) {

    private static final int LAST_LINES = 2;
    private static final int LONGEST = 60;

    /** What is wrong, from the first that shows. */
    enum What {
        NOT_STARTED,
        NOT_ENDED,
        NEVER_READ,
        EXIT_CODE,
        NO_RESULT,
        OTHER_RESULT,
        /** What lay there before and is none of this run's. */
        EARLIER_RESULT,
        UNWANTED_RESULT
    }

    /** The finding, which a busy machine can have brought about only where time ran out. */
    Finding certain(Finding failed) {
        return what == What.NOT_ENDED ? failed : failed.asCertain();
    }

    /** Empty if it did the same. */
    static Optional<JobComplaint> of(JobRun run) {
        CommandResult command = run.command();
        int expected = run.answer().exitCode();
        if (command.problem().isPresent()) {
            String problem = Printable.of(command.problem().get(), 200);
            return complaint(What.NOT_STARTED, "could not be started: " + problem, "The container does not start.");
        }
        if (!command.ended()) {
            return complaint(
                    What.NOT_ENDED,
                    "did not end in time" + printed(command),
                    "It goes on and on where it should do its work and end.");
        }
        if (run.program().isPresent() && run.readers().isEmpty() && command.exitCode() == expected) {
            String program = run.program().orElseThrow();
            return complaint(
                    What.NEVER_READ,
                    "no program read " + program + printed(command),
                    program + " was never opened: what the container starts is something else, whatever it prints.");
        }
        if (command.exitCode() != expected) {
            return complaint(
                    What.EXIT_CODE,
                    "ended with exit code " + command.exitCode() + printed(command),
                    "It ends with exit code " + command.exitCode() + " where the trainer as it was given ends with "
                            + expected + ".");
        }
        return results(run);
    }

    private static Optional<JobComplaint> results(JobRun run) {
        for (Map.Entry<String, String> wanted : new TreeMap<>(run.answer().results()).entrySet()) {
            Optional<JobComplaint> complaint = result(run, wanted.getKey(), wanted.getValue());
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return run.results().keySet().stream()
                .filter(path -> !run.answer().results().containsKey(path))
                .findFirst()
                .flatMap(path -> complaint(
                        What.UNWANTED_RESULT,
                        "left " + path,
                        "There is " + path + " afterwards, where the trainer as it was given writes none."));
    }

    /** What answers for it beside the program: the steps that laid results into the image before there were any. */
    static List<Lines> unwanted(JobRun run, Observations seen) {
        List<Lines> brought = run.results().keySet().stream()
                .filter(path -> !run.answer().results().containsKey(path))
                .flatMap(path -> seen.files().at(path).stream())
                .filter(entry -> entry.layer() >= seen.baseLayers())
                .flatMap(entry -> LayerSteps.line(seen, entry.layer()).stream())
                .distinct()
                .toList();
        return brought.isEmpty() ? Starting.linesWithScripts(seen) : brought;
    }

    private static Optional<JobComplaint> result(JobRun run, String path, String wanted) {
        boolean earlier = wanted.equals(run.answer().job().files().get(path));
        String found = run.results().get(path);
        if (found == null) {
            return earlier ? gone(path) : missing(run, path);
        }
        return Difference.between(wanted, found)
                .map(difference -> earlier ? changed(path, difference) : other(run, path, difference));
    }

    private static Optional<JobComplaint> missing(JobRun run, String path) {
        return complaint(
                What.NO_RESULT,
                "ended with exit code " + run.command().exitCode() + ", and there is no " + path,
                "It ended as if all were well, and left no " + path + ": what it says it trained is lost.");
    }

    private static Optional<JobComplaint> gone(String path) {
        return complaint(
                What.EARLIER_RESULT,
                path + ", which was there before, is gone",
                "An earlier run had left " + path
                        + ", and afterwards it is gone: the trainer as it was given does not touch it, "
                        + "so something in the image clears the folder.");
    }

    private static JobComplaint changed(String path, Difference difference) {
        return new JobComplaint(
                What.EARLIER_RESULT,
                difference.at(),
                path + ", which was there before, says " + Printable.of(difference.found(), LONGEST),
                "An earlier run had left " + path
                        + ", and afterwards it is another one: the trainer as it was given does not " + "touch it.");
    }

    private static JobComplaint other(JobRun run, String path, Difference difference) {
        String place = difference.at().isEmpty() ? path : path + " at " + difference.at();
        String found = Printable.of(difference.found(), LONGEST);
        return new JobComplaint(
                What.OTHER_RESULT,
                difference.at(),
                place + " says " + found,
                place + " says " + found + ", where the trainer as it was given makes "
                        + Printable.of(difference.expected(), LONGEST) + " of the same "
                        + (run.answer().job().arguments().isEmpty() ? "data." : "flags and data."));
    }

    private static Optional<JobComplaint> complaint(What what, String actual, String message) {
        return Optional.of(new JobComplaint(what, "", actual, message));
    }

    private static String printed(CommandResult command) {
        String said = Printable.lastLines(command.output(), LAST_LINES);
        return said.isEmpty() ? ", and printed nothing" : ", and printed: " + said;
    }
}
