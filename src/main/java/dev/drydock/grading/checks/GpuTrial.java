package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.Gpus;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.text.BoundedText;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The image started with GPUs and, where its output tells, without. */
record GpuTrial(GpuVisible.Parameters parameters, Observations seen, Gpus gpus) {

    private static final String CAPABILITIES = "NVIDIA_DRIVER_CAPABILITIES";
    private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";
    private static final String INIT = "cuInit";
    private static final int LAST_LINES = 3;

    Finding judge() {
        CommandResult result = seen.command(parameters.command().withGpus(parameters.count()));
        if (result.problem().isPresent()) {
            return failed(
                    "could not be started: " + Printable.of(result.problem().get(), 200),
                    "With a GPU the container does not even start.");
        }
        String actual = describe(result);
        List<String> given = gpus.uuids().subList(0, parameters.count());
        List<String> listed = seen.gpusSeen(parameters.count());
        if (!new HashSet<>(listed).equals(new HashSet<>(given))) {
            return failed(
                    actual + "; nvidia-smi lists " + listed + " instead of " + given,
                    "A container of the image does not see the GPUs that it was given.");
        }
        if (gpus.kind() == Gpus.Kind.SIMULATED && !result.gpuCalls().contains(INIT)) {
            return failed(
                    actual,
                    "What runs in the container never found a GPU through the driver, though one was there." + why());
        }
        return judgeOutput(result, actual);
    }

    private Finding judgeOutput(CommandResult result, String actual) {
        if (result.ended() && result.exitCode() != 0) {
            return failed(actual, "With a GPU, what runs in the container ends with an error." + why());
        }
        if (!matches(result)) {
            return failed(actual, "With a GPU, it does not print what was asked for." + why());
        }
        if (parameters.matches().isPresent() && matches(seen.command(parameters.command()))) {
            return failed(
                    actual + "; and without a GPU, it prints the same",
                    "It says that it has a GPU where there is none, so that nobody can tell.");
        }
        return Finding.passed(parameters.expected(), actual);
    }

    private boolean matches(CommandResult result) {
        return parameters
                .matches()
                .map(pattern -> BoundedText.holds(Pattern.compile(pattern), result.output()))
                .orElse(true);
    }

    private String describe(CommandResult result) {
        String asked = result.gpuCalls().isEmpty()
                ? "the driver was not asked"
                : "the driver was asked (" + Printable.of(String.join(", ", result.gpuCalls()), 120) + ")";
        String driver = gpus.kind() == Gpus.Kind.SIMULATED ? asked + ", " : "";
        String said = Printable.lastLines(result.output(), LAST_LINES);
        return gpus.kind().name().toLowerCase(Locale.ROOT) + ": " + driver
                + (result.ended() ? "ended with exit code " + result.exitCode() : "still runs")
                + (said.isEmpty() ? ", and printed nothing" : ", and printed: " + said);
    }

    /** What the image itself says against GPUs. */
    private String why() {
        Map<String, String> environment = seen.image().config().environment();
        if (withoutCompute()) {
            return " " + CAPABILITIES + " is " + Printable.of(environment.getOrDefault(CAPABILITIES, ""), 60)
                    + ": without compute, the toolkit leaves libcuda out.";
        }
        return environment.containsKey(VISIBLE)
                ? " " + VISIBLE + " is \"" + Printable.of(environment.getOrDefault(VISIBLE, ""), 60)
                        + "\" in the image, and hides what is not in it."
                : "";
    }

    private boolean withoutCompute() {
        return GpuComplaints.lacksCompute(seen.image().config().environment());
    }

    private Finding failed(String actual, String message) {
        return Finding.failed(parameters.expected(), actual, message, lines());
    }

    private List<Lines> lines() {
        if (withoutCompute()) {
            return Guilty.assignment(seen.dockerfile(), "ENV", CAPABILITIES);
        }
        return seen.image().config().environment().containsKey(VISIBLE)
                ? Guilty.assignment(seen.dockerfile(), "ENV", VISIBLE)
                : Guilty.linesOf(seen.dockerfile(), "ENTRYPOINT", "CMD");
    }
}
