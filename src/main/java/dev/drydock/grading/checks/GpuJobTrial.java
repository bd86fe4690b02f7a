package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Gpus;
import dev.drydock.grading.Finding;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.JobRun;
import dev.drydock.grading.Observations;
import dev.drydock.grading.jobs.JobRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A job done with GPUs as the reference solution does it with as many: its results say what the program found, whatever it
 * prints, and without GPUs it does otherwise.
 */
record GpuJobTrial(GpuVisible.Parameters parameters, String job, Observations seen, Gpus gpus) {

    private static final String FOUND = "cuInit";

    Finding judge() {
        var done = new StringJoiner("; ", kind() + ": ", "");
        for (int count : parameters.counts(gpus)) {
            JobRun run = seen.job(new JobRequest(job, count));
            Optional<Finding> failed = complaint(run, count);
            if (failed.isPresent()) {
                return failed.get();
            }
            done.add(given(count) + " (" + String.join(", ", run.command().gpus())
                    + ") it does what the reference solution does");
        }
        JobRun without = seen.job(new JobRequest(job, 0));
        return JobComplaint.of(without)
                .map(complaint -> complaint.certain(failed(
                        "without a GPU, `" + job + "` " + complaint.actual(),
                        "Without a GPU it does not do what it should: " + complaint.message(),
                        JobComplaint.unwanted(without, seen))))
                .orElseGet(() -> Finding.passed(parameters.expected(), done.toString()));
    }

    private Optional<Finding> complaint(JobRun run, int count) {
        if (run.command().problem().isPresent()) {
            return Optional.of(hidden(
                    run,
                    "could not be started: "
                            + Printable.of(run.command().problem().get(), 200),
                    "With a GPU the container does not even start."));
        }
        Optional<String> listed = GpuListing.otherwise(seen, count);
        if (listed.isPresent()) {
            return Optional.of(
                    hidden(run, listed.get(), "A container of the image does not see the GPUs that it was given."));
        }
        return otherDriver(run, count)
                .or(() -> JobComplaint.of(run).map(complaint -> judge(run, complaint, count)))
                .or(() -> unasked(run, count));
    }

    private Finding judge(JobRun run, JobComplaint complaint, int count) {
        String where = given(count) + ": " + complaint.actual();
        return complaint.certain(
                hidden(run, where, capital(given(count)) + ": " + complaint.message() + new GpuHidden(seen).why()));
    }

    /** The image's own library was found before the one that the container was given. */
    private Optional<Finding> otherDriver(JobRun run, int count) {
        return run.opened().stream()
                .findFirst()
                .map(path -> failed(
                        given(count) + " it opened " + Printable.of(path, 100),
                        Printable.of(path, 100)
                                + " of the image is found before the driver's own library: what it says of GPUs is made up.",
                        brought(path)));
    }

    /** What asked nobody knows nothing, whatever it wrote. */
    private Optional<Finding> unasked(JobRun run, int count) {
        return gpus.kind() == Gpus.Kind.SIMULATED && !run.command().gpuCalls().contains(FOUND)
                ? Optional.of(hidden(
                        run,
                        given(count) + " it never found one through the driver",
                        "What runs in the container never found a GPU through the driver, though one was there."
                                + new GpuHidden(seen).why()))
                : Optional.empty();
    }

    private List<Lines> brought(String path) {
        return seen.files()
                .at(path)
                .map(Entry::layer)
                .flatMap(layer -> LayerSteps.line(seen, layer))
                .map(List::of)
                .orElseGet(() -> Starting.lines(seen));
    }

    private Finding hidden(JobRun run, String actual, String message) {
        return failed(
                actual,
                message,
                new GpuHidden(seen)
                        .lines(() -> Starting.linesFor(run.answer().job().arguments(), seen)));
    }

    private Finding failed(String actual, String message, List<Lines> lines) {
        return Finding.failed(parameters.expected(), kind() + ": " + actual, message, lines);
    }

    private String kind() {
        return gpus.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String given(int count) {
        return count == 1 ? "with a GPU" : "with " + count + " GPUs";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
