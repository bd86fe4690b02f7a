package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.engine.DriverCapabilities;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The image asks NVIDIA's container toolkit for the parts of the driver that it needs. */
@AutoService(Check.class)
public final class GpuCapabilities implements Check<GpuCapabilities.Parameters> {

    private static final int LONGEST = 100;

    /**
     * Parameters.
     *
     * @param words that it has to ask for
     */
    public record Parameters(
            @Key(
                    value =
                            "Words that NVIDIA_DRIVER_CAPABILITIES has to have, such as compute and utility; all stands for each.",
                    min = 1)
            List<String> words) {

        /** Refuses at loading what could never be judged, so that the author hears of it and not the learner. */
        public Parameters {
            words = List.copyOf(words);
            if (!DriverCapabilities.known().containsAll(words)) {
                throw new IllegalArgumentException("gpu.capabilities knows only " + DriverCapabilities.known());
            }
        }
    }

    @Override
    public String kind() {
        return "gpu.capabilities";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "NVIDIA_DRIVER_CAPABILITIES=compute,utility: the first brings libcuda, the second nvidia-smi.";
    }

    @Override
    public String defaultLesson() {
        return "09-gpu-containers#request";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        String name = DriverCapabilities.VARIABLE;
        String expected = name + " asks for " + String.join(" and ", parameters.words());
        Optional<String> value =
                Optional.ofNullable(seen.image().config().environment().get(name));
        String actual = name + " " + ValueDemand.show(value) + " in the image";
        return complaint(parameters, seen, value.orElse(""))
                .map(message -> Finding.failed(
                        expected, actual, actual + ". " + message, Guilty.assignment(seen.dockerfile(), "ENV", name)))
                .orElseGet(() -> Finding.passed(expected, actual));
    }

    private static Optional<String> complaint(Parameters parameters, Observations seen, String value) {
        if (value.isEmpty()) {
            return Optional.of("What the container gets is then left to the toolkit's version and settings.");
        }
        var asked = DriverCapabilities.of(seen.image().config().environment());
        Set<String> unknown = asked.unknown();
        if (!unknown.isEmpty()) {
            return Optional.of(
                    "There is no capability " + Printable.of(String.join(", ", unknown), LONGEST)
                            + ": the container toolkit refuses to start the container with a GPU (\"unsupported capabilities found\").");
        }
        List<String> missing =
                parameters.words().stream().filter(word -> !asked.has(word)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("Without " + String.join(" and ", missing)
                        + " the toolkit leaves that part of the driver out, and CUDA or nvidia-smi finds no GPU.");
    }
}
