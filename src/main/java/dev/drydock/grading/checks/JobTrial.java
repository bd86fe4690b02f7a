package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.grading.Command;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.JobRun;
import dev.drydock.grading.Observations;
import dev.drydock.grading.jobs.DrawnJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Why a job was not done as it should be, and which line of the Dockerfile answers for it. */
record JobTrial(JobResults.Parameters parameters, Observations seen, JobRun run) {

    private static final int LONGEST = 120;
    private static final int LAST_LINES = 3;

    /** What Python's argparse ends with, and most programs. */
    private static final int USAGE_ERROR = 2;

    /** Empty if the job was done, by the program that should. */
    Optional<Finding> complaint() {
        return JobComplaint.of(run).map(this::judge).or(this::otherProgram);
    }

    static String shown(JobRun run) {
        DrawnJob job = run.answer().job();
        List<String> words = new ArrayList<>(List.of("docker", "run"));
        new TreeMap<>(job.environment()).forEach((name, value) -> words.addAll(List.of("-e", name + "=" + value)));
        words.add("IMAGE");
        words.addAll(job.arguments());
        return Printable.of(String.join(" ", words), LONGEST);
    }

    private Finding judge(JobComplaint complaint) {
        return switch (complaint.what()) {
            case NOT_STARTED -> notStarted(complaint);
            case EXIT_CODE ->
                unreadable(complaint)
                        .or(() -> closedFolder(complaint))
                        .or(() -> namedFile(complaint))
                        .or(() -> deletedFile(complaint))
                        .or(() -> flagsNotTaken(complaint))
                        .orElseGet(() -> failed(complaint, complaint.message()));
            case OTHER_RESULT -> otherResult(complaint);
            case UNWANTED_RESULT -> failed(complaint, complaint.message(), JobComplaint.unwanted(run, seen));
            case NOT_ENDED, NEVER_READ, NO_RESULT, EARLIER_RESULT -> failed(complaint, complaint.message());
        };
    }

    /** What the program writes down of a variable of its environment says so by the variable's name. */
    private Finding otherResult(JobComplaint complaint) {
        DrawnJob job = run.answer().job();
        Optional<String> variable = job.environment().keySet().stream()
                .filter(name -> complaint.at().equals("/" + name))
                .findFirst();
        if (variable.isPresent()) {
            return failed(
                    complaint,
                    complaint.message() + " " + variable.get() + " has to reach it as whoever starts it says.",
                    Mention.last(seen.dockerfile(), variable.get())
                            .map(List::of)
                            .orElseGet(() -> Starting.linesWithScripts(seen)));
        }
        return failed(
                complaint,
                complaint.message()
                        + (job.arguments().isEmpty()
                                ? " Either its usual flags lead it elsewhere, or it is not what runs."
                                : " Either the flags or the data did not reach it, or it is not what runs."));
    }

    private Finding notStarted(JobComplaint complaint) {
        String message = seen.image().config().entrypoint().isEmpty()
                ? "The image has no ENTRYPOINT: what follows its name in `docker run` takes the place of CMD, and with it of the "
                        + "program, so that the first flag is taken for one."
                : "The program that ENTRYPOINT names is not in the image, or the image's user may not execute it.";
        return failed(complaint, message);
    }

    private Optional<Finding> unreadable(JobComplaint complaint) {
        return run.program()
                .filter(path -> run.readers().isEmpty())
                .flatMap(path -> new UsersRights(seen).unreadable(path))
                .map(closed -> failed(
                        complaint,
                        "The image's user cannot read " + closed.path() + ", which belongs to " + closed.owner() + ".",
                        closed.lines()));
    }

    /** A file that the program complains of: a library, say, which it loads. */
    private Optional<Finding> namedFile(JobComplaint complaint) {
        return new UsersRights(seen)
                .unreadableIn(lastLines())
                .map(closed -> failed(
                        complaint,
                        "The image's user cannot read " + closed.path() + ", which belongs to " + closed.owner()
                                + ", and the program needs it.",
                        closed.lines()));
    }

    /** The same of one that the Dockerfile itself takes away. */
    private Optional<Finding> deletedFile(JobComplaint complaint) {
        return new LastWords(seen, lastLines())
                .deleted()
                .map(cause -> failed(complaint, cause.message(), cause.lines()));
    }

    private String lastLines() {
        return Printable.lastLines(run.command().output(), LAST_LINES);
    }

    /** Folders that the results go to, and what the build has left in the results' places. */
    private Optional<Finding> closedFolder(JobComplaint complaint) {
        Stream<String> left = run.answer().results().keySet().stream()
                .filter(path -> seen.files().at(path).isPresent())
                .sorted();
        Stream<String> folders = run.answer().results().keySet().stream()
                .filter(path -> !run.results().containsKey(path))
                .map(path -> path.substring(0, Math.max(1, path.lastIndexOf('/'))))
                .sorted();
        return new UsersRights(seen)
                .firstClosed(Stream.concat(left, folders).toList())
                .map(closed -> failed(
                        complaint,
                        "The image's user cannot write to " + closed.path() + ", which belongs to " + closed.owner()
                                + ": its results have nowhere to go.",
                        closed.lines()));
    }

    /**
     * What works as the image declares it, and not with flags, does not take them, if that is what it complains of; unless it
     * should not work with these.
     */
    private Optional<Finding> flagsNotTaken(JobComplaint complaint) {
        if (!mayHaveMissedFlags()
                || run.answer().exitCode() != 0
                || run.answer().job().arguments().isEmpty()) {
            return Optional.empty();
        }
        CommandResult declared = seen.command(Command.declared());
        boolean works = declared.problem().isEmpty() && declared.ended() && declared.exitCode() == 0;
        return works
                ? Optional.of(
                        failed(
                                complaint,
                                "Without flags it works, with them it ends with exit code "
                                        + run.command().exitCode()
                                        + ": what follows the image's name in `docker run` does not reach the program as its flags."))
                : Optional.empty();
    }

    /** It complained of them, did not see what they ask it to refuse, or never came to read them. */
    private boolean mayHaveMissedFlags() {
        CommandResult command = run.command();
        return command.exitCode() == USAGE_ERROR
                || command.exitCode() == 0
                || command.output().contains("usage:")
                || run.readers().isEmpty();
    }

    /** Whether what ran the job's file is what should have. */
    private Optional<Finding> otherProgram() {
        Optional<String> wanted = parameters.program();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        String right = seen.files().find(wanted.get()).map(Entry::path).orElse(wanted.get());
        return run.readers().stream()
                .filter(reader -> !reader.equals(right))
                .findFirst()
                .map(reader -> Finding.failed(
                                parameters.expected(),
                                "`" + shown(run) + "`: " + Printable.of(reader, LONGEST) + " ran "
                                        + run.program().orElse("it"),
                                Printable.of(reader, LONGEST) + " runs "
                                        + run.program().orElse("it") + ", and not " + wanted.get()
                                        + ": what is installed for one is missing in the other.",
                                brought(reader))
                        .asCertain());
    }

    private List<Lines> brought(String program) {
        return seen.files()
                .at(program)
                .flatMap(entry -> seen.layerInstruction(entry.layer()))
                .map(step -> List.of(step.lines()))
                .orElseGet(() -> Starting.linesWithScripts(seen));
    }

    private Finding failed(JobComplaint complaint, String message) {
        return failed(complaint, message, Starting.linesFor(run.answer().job().arguments(), seen));
    }

    private Finding failed(JobComplaint complaint, String message, List<Lines> lines) {
        return complaint.certain(
                Finding.failed(parameters.expected(), "`" + shown(run) + "` " + complaint.actual(), message, lines));
    }
}
