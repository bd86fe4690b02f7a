package dev.drydock.grading.checks;

import dev.drydock.engine.Gpus;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.text.BoundedText;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The image started with GPUs and, where its output tells, without. */
record GpuTrial(GpuVisible.Parameters parameters, Observations seen, Gpus gpus) {

    private static final String INIT = "cuInit";
    private static final String NONE_FOUND = "cuInit found no device";

    /** What the simulated driver refuses ({@code bases/recipes/sandbox/gpu/libcuda.c}); CUDA's own runtime library begins with the first. */
    private static final Set<String> COMPUTING = Set.of(
            "cuGetExportTable",
            "cuCtxCreate",
            "cuCtxCreate_v2",
            "cuDevicePrimaryCtxRetain",
            "cuMemAlloc_v2",
            "cuMemGetInfo_v2",
            "cuModuleLoadData");

    private static final int LAST_LINES = 3;

    Finding judge() {
        CommandResult result = seen.command(parameters.command().withGpus(parameters.count()));
        if (result.problem().isPresent()) {
            return failed(
                    "could not be started: " + Printable.of(result.problem().get(), 200),
                    "With a GPU the container does not even start.");
        }
        String actual = describe(result);
        return GpuListing.otherwise(seen, parameters.count())
                .map(listed -> failed(
                        actual + "; " + listed, "A container of the image does not see the GPUs that it was given."))
                .or(() -> complaint(result).map(complaint -> judge(complaint, result, actual)))
                .orElseGet(() -> control(actual));
    }

    private Finding judge(String complaint, CommandResult result, String actual) {
        return beyondTheSimulation(result)
                ? Finding.notVerified(
                        parameters.expected(),
                        actual,
                        "It asked the simulated GPU to compute, which only a real one can: neither passed nor failed.")
                : failed(actual, complaint);
    }

    /** What is found with a GPU must not be found without. */
    private Finding control(String actual) {
        if (parameters.matches().isPresent() && matches(seen.command(parameters.command()))) {
            return failed(
                    actual + "; and without a GPU, it prints the same",
                    "It says that it has a GPU where there is none, so that nobody can tell.");
        }
        return Finding.passed(parameters.expected(), actual);
    }

    private Optional<String> complaint(CommandResult result) {
        if (gpus.kind() == Gpus.Kind.SIMULATED && !result.gpuCalls().contains(INIT)) {
            return Optional.of(
                    "What runs in the container never found a GPU through the driver, though one was there." + why());
        }
        if (result.ended() && result.exitCode() != 0) {
            return Optional.of("With a GPU, what runs in the container ends with an error." + why());
        }
        return matches(result)
                ? Optional.empty()
                : Optional.of("With a GPU, it does not print what was asked for." + why());
    }

    /** Whether it got as far as a simulated GPU goes, so that a real one might have made it right. */
    private boolean beyondTheSimulation(CommandResult result) {
        return !result.gpuCalls().contains(NONE_FOUND)
                && result.gpuCalls().stream().anyMatch(COMPUTING::contains);
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

    private String why() {
        return new GpuHidden(seen).why();
    }

    private Finding failed(String actual, String message) {
        return Finding.failed(parameters.expected(), actual, message, new GpuHidden(seen).lines());
    }
}
