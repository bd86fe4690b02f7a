package dev.drydock.grading.checks;

import dev.drydock.dockerfile.Lines;
import dev.drydock.engine.DriverCapabilities;
import dev.drydock.grading.Observations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What in an image keeps GPUs from its programs that the container was given. */
record GpuHidden(Observations seen) {

    private static final String CUDA = "CUDA_VISIBLE_DEVICES";
    private static final int LONGEST = 60;

    /** A sentence with a blank in front, or nothing. */
    String why() {
        if (withoutCompute()) {
            return " " + DriverCapabilities.VARIABLE + " is "
                    + Printable.of(environment().getOrDefault(DriverCapabilities.VARIABLE, ""), LONGEST)
                    + ": without compute, the toolkit leaves libcuda out.";
        }
        if (environment().containsKey(CUDA)) {
            return " " + CUDA + " is \"" + Printable.of(environment().getOrDefault(CUDA, ""), LONGEST)
                    + "\" in the image, and hides what is not in it. Whoever starts the container chooses its GPUs.";
        }
        return mentioned().isPresent()
                ? " " + CUDA + " is set where the program is started, and hides what is not in it."
                : "";
    }

    /** Where the image says so; otherwise where it says what runs. */
    List<Lines> lines() {
        return lines(() -> Starting.lines(seen));
    }

    /**
     * The same.
     *
     * @param otherwise where it says nothing of the kind
     */
    List<Lines> lines(Supplier<List<Lines>> otherwise) {
        if (withoutCompute()) {
            return Guilty.assignment(seen.dockerfile(), "ENV", DriverCapabilities.VARIABLE);
        }
        if (environment().containsKey(CUDA)) {
            return Guilty.assignment(seen.dockerfile(), "ENV", CUDA);
        }
        return mentioned().map(List::of).orElseGet(otherwise);
    }

    private Optional<Lines> mentioned() {
        return Mention.last(seen.dockerfile(), CUDA);
    }

    private boolean withoutCompute() {
        return GpuComplaints.lacksCompute(environment());
    }

    private Map<String, String> environment() {
        return seen.image().config().environment();
    }
}
