package dev.drydock.grading.checks;

import dev.drydock.engine.DriverCapabilities;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What keeps an image's CUDA from working on a host with a driver, in sentences for learners. */
record GpuComplaints(Observations seen, CudaLibraries libraries, CudaDriver driver) {

    private static final String REQUIRE = "NVIDIA_REQUIRE_";
    private static final Set<String> TRUE = Set.of("1", "true");

    List<String> all() {
        var complaints = new ArrayList<String>();
        if (libraries.runtimes().isEmpty()) {
            complaints.add("There is no CUDA runtime in the image, so that nothing in it can compute on a GPU.");
        }
        libraries.drivers().stream().findFirst().ifPresent(file -> complaints.add(bakedIn(file)));
        libraries.loadable().ifPresent(result -> unloadable(result, complaints));
        versions(complaints);
        capabilities(complaints);
        requirements(complaints);
        return complaints;
    }

    private static String bakedIn(Entry file) {
        return Printable.of(file.path(), 100)
                + " belongs to the driver of the host, which the container toolkit puts into the "
                + "container. A copy in the image fits one version of the kernel's module and breaks on all others.";
    }

    private static void unloadable(CommandResult result, List<String> complaints) {
        boolean loads =
                result.ended() && result.exitCode() == 0 && !result.output().contains("not found");
        if (!loads) {
            complaints.add("The dynamic loader of the image cannot load the CUDA runtime: "
                    + Printable.lastLines(result.problem().orElse(result.output()), 2) + ".");
        }
    }

    private void versions(List<String> complaints) {
        Set<DottedVersion> versions = libraries.versions();
        if (versions.stream().map(DottedVersion::minor).distinct().count() > 1) {
            complaints.add(
                    "The image has several versions of the CUDA runtime, and which one a program gets is left to chance.");
        }
        versions.stream()
                .filter(version -> driver.fit(version) == CudaDriver.Fit.NONE)
                .findFirst()
                .ifPresent(version -> complaints.add("CUDA " + version.text() + " needs a newer driver than "
                        + driver.version().text() + ", which came with CUDA "
                        + driver.cuda().text() + "."));
        String declared = environment().getOrDefault("CUDA_VERSION", "");
        boolean differs = DottedVersion.isOne(declared)
                && versions.stream().noneMatch(version -> version.minor().equals(new DottedVersion(declared).minor()));
        if (differs && !versions.isEmpty()) {
            complaints.add("CUDA_VERSION says " + declared + ", and the runtime in the image is another version.");
        }
    }

    private void capabilities(List<String> complaints) {
        var asked = DriverCapabilities.of(environment());
        if (asked.refusal().isPresent()) {
            complaints.add("The container toolkit refuses to start it with a GPU: "
                    + Printable.of(asked.refusal().get(), 120) + ".");
        }
        if (lacksCompute(environment())) {
            complaints.add(DriverCapabilities.VARIABLE + " is "
                    + Printable.of(environment().getOrDefault(DriverCapabilities.VARIABLE, ""), 60)
                    + ": without compute the toolkit leaves libcuda out, and CUDA finds no GPU.");
        }
    }

    /** Whether the container toolkit would leave CUDA's driver library out. */
    static boolean lacksCompute(Map<String, String> environment) {
        return !DriverCapabilities.of(environment).has("compute");
    }

    private void requirements(List<String> complaints) {
        Map<String, String> environment = environment();
        if (TRUE.contains(environment.getOrDefault("NVIDIA_DISABLE_REQUIRE", ""))) {
            return;
        }
        environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(REQUIRE))
                .filter(variable -> new CudaRequirement(variable.getValue()).by(driver) == CudaRequirement.Met.NO)
                .findFirst()
                .ifPresent(variable -> complaints.add("The image refuses to start on such a host: " + variable.getKey()
                        + " demands " + Printable.of(variable.getValue(), 80) + "."));
    }

    private Map<String, String> environment() {
        return seen.image().config().environment();
    }
}
