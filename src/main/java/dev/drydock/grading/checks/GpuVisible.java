package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.Gpus;
import dev.drydock.grading.Check;
import dev.drydock.grading.Command;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.grading.jobs.JobRequest;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A container of the image that gets GPUs sees them, and its own program uses them. */
@AutoService(Check.class)
public final class GpuVisible implements Check<GpuVisible.Parameters> {

    /** More than machines for learning have; the simulation has four. */
    private static final int MOST_DEVICES = 16;

    /** What a result has to rest on. */
    public enum Proof {
        /** A simulated GPU will do where there is no other. */
        ANY,
        /** A real one; not verified without it. */
        REAL
    }

    /**
     * Parameters.
     *
     * @param arguments for the image's entry point, in place of its command; the image's own if left out
     * @param devices how many GPUs it gets, 1 if left out
     * @param matches a regular expression that is found in what it prints with them, and not without
     * @param job in place of arguments and matches: a job of the exercise
     * @param proof any if left out
     */
    public record Parameters(
            @Key(
                    "Arguments for the image's own ENTRYPOINT, as after the image's name in `docker run`; its own CMD if left out.")
            Optional<List<String>> arguments,

            @Key(value = "How many GPUs the container gets, 1 if left out.", min = 1, max = MOST_DEVICES)
            Optional<Integer> devices,

            @Key("Regular expression that is found in what it prints with the GPUs, and not in what it prints without.")
            Optional<String> matches,

            @Key(
                    value =
                            "In place of arguments and matches: a name under jobs in exercise.yaml, which has to be done as the reference solution does it.",
                    min = 1)
            Optional<String> job,

            @Key(
                    "any (if left out): a simulated GPU will do; real: only the machine's own, and not verified without one.")
            Optional<Proof> proof) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            matches.ifPresent(Pattern::compile);
            if (job.isPresent() && (arguments.isPresent() || matches.isPresent())) {
                throw new IllegalArgumentException("gpu.visible needs a job, or arguments and matches");
            }
        }

        /** A choice of some in the image shows only where there are more: all that there are. */
        List<Integer> counts(Gpus gpus) {
            boolean more = count() > 1 && gpus.uuids().size() > count();
            return more ? List.of(count(), gpus.uuids().size()) : List.of(count());
        }

        int count() {
            return devices.orElse(1);
        }

        /** A service does not end, but says what it found. */
        Command command() {
            Command once = arguments.map(Command::arguments).orElseGet(Command::declared);
            return matches.map(once::until).orElse(once);
        }

        String expected() {
            if (job.isPresent()) {
                return "`docker run --gpus " + count() + " IMAGE` does the job \"" + job.orElseThrow()
                        + "\" as the reference solution does it with as many GPUs, and without as that does without";
            }
            return "`docker run --gpus " + count() + " IMAGE"
                    + arguments.map(list -> " " + String.join(" ", list)).orElse("") + "` uses "
                    + (count() == 1 ? "the GPU" : "the " + count() + " GPUs")
                    + matches.map(pattern -> " and prints what matches " + pattern)
                            .orElse("");
        }
    }

    @Override
    public String kind() {
        return "gpu.visible";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Start it yourself with `docker run --rm --gpus 1 IMAGE`. CUDA finds no GPU where NVIDIA_DRIVER_CAPABILITIES lacks compute, "
                + "where CUDA_VISIBLE_DEVICES is empty, and where a libcuda of the image's own lies before the host's.";
    }

    @Override
    public String defaultLesson() {
        return "09-gpu-containers#bridge";
    }

    @Override
    public Moment moment() {
        return Moment.APART;
    }

    @Override
    public List<JobRequest> jobs(Parameters parameters, Gpus gpus) {
        if (parameters.job().isEmpty() || isBeyond(parameters, gpus)) {
            return List.of();
        }
        String job = parameters.job().orElseThrow();
        return Stream.concat(Stream.of(0), parameters.counts(gpus).stream())
                .map(count -> new JobRequest(job, count))
                .toList();
    }

    private static boolean isBeyond(Parameters parameters, Gpus gpus) {
        return wantsReal(parameters, gpus) || gpus.uuids().size() < parameters.count();
    }

    private static boolean wantsReal(Parameters parameters, Gpus gpus) {
        return parameters.proof().orElse(Proof.ANY) == Proof.REAL && gpus.kind() != Gpus.Kind.REAL;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        Gpus gpus = seen.gpus();
        if (wantsReal(parameters, gpus)) {
            return notVerified(
                    parameters,
                    "This machine's engine has no GPU, and a simulated one cannot prove it: neither passed nor failed.");
        }
        if (gpus.uuids().size() < parameters.count()) {
            return notVerified(
                    parameters,
                    "It takes " + parameters.count() + " GPUs, and here are "
                            + gpus.uuids().size() + ": neither passed nor failed.");
        }
        return parameters
                .job()
                .map(job -> new GpuJobTrial(parameters, job, seen, gpus).judge())
                .orElseGet(() -> new GpuTrial(parameters, seen, gpus).judge());
    }

    private static Finding notVerified(Parameters parameters, String reason) {
        return Finding.notVerified(parameters.expected(), "not verified", reason);
    }
}
