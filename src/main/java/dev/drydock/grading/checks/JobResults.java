package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.Gpus;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.JobRun;
import dev.drydock.grading.Observations;
import dev.drydock.grading.jobs.JobRequest;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** The image does the exercise's jobs: what it writes is what the reference solution writes, and who does it is seen. */
@AutoService(Check.class)
public final class JobResults implements Check<JobResults.Parameters> {

    /**
     * Parameters.
     *
     * @param jobs names under {@code jobs:} in {@code exercise.yaml}
     * @param program the only one that may read the file that does the work; a link to it will do
     */
    public record Parameters(
            @Key(value = "Names under jobs in exercise.yaml, in the order in which they are judged.", min = 1)
            List<String> jobs,

            @Key(
                    value = "The program that has to run the job's file, and no other; links to it will do.",
                    pattern = "/.*",
                    patternMeans = "a path that begins with a slash")
            Optional<String> program) {

        public Parameters {
            jobs = List.copyOf(jobs);
        }

        String expected() {
            return "`docker run IMAGE` with flags and data by lot ends and writes as the reference solution does"
                    + program.map(path -> ", by " + path).orElse("");
        }
    }

    @Override
    public String kind() {
        return "job.results";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Run it yourself with flags and a folder of your own: `docker run --rm -v \"$PWD/out:/output\" IMAGE FLAGS`, and look "
                + "into the folder. Do the flags reach the program? May the image's user write there?";
    }

    @Override
    public String defaultLesson() {
        return "02-dockerfile-anatomy#exec-form";
    }

    @Override
    public Moment moment() {
        return Moment.APART;
    }

    @Override
    public List<JobRequest> jobs(Parameters parameters, Gpus gpus) {
        return parameters.jobs().stream().map(name -> new JobRequest(name, 0)).toList();
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        var seenDone = new StringJoiner("; ");
        for (String name : parameters.jobs()) {
            JobRun run = seen.job(new JobRequest(name, 0));
            Optional<Finding> failed = new JobTrial(parameters, seen, run).complaint();
            if (failed.isPresent()) {
                return failed.get();
            }
            seenDone.add(done(run));
        }
        return Finding.passed(parameters.expected(), seenDone.toString());
    }

    private static String done(JobRun run) {
        String written = run.results().isEmpty()
                ? "wrote nothing"
                : "wrote "
                        + String.join(
                                " and ",
                                run.results().keySet().stream().sorted().toList());
        int exitCode = run.command().exitCode();
        return "`" + JobTrial.shown(run) + "` " + (exitCode == 0 ? "" : "ended with exit code " + exitCode + " and ")
                + written
                + (run.readers().isEmpty() ? "" : ", by " + Printable.of(String.join(", ", run.readers()), 100));
    }
}
