package dev.drydock.grading.checks;

import dev.drydock.engine.DriverCapabilities;
import dev.drydock.grading.CommandResult;
import dev.drydock.grading.ImageFiles.Entry;
import dev.drydock.grading.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What keeps an image's CUDA from working on a host with a driver. */
record GpuComplaints(Observations seen, CudaLibraries libraries, CudaDriver driver) {

    private static final String REQUIRE = "NVIDIA_REQUIRE_";
    private static final String VERSION = "CUDA_VERSION";

    /** Of other machines than these, and left aside. */
    private static final String JETPACK = REQUIRE + "JETPACK";

    /** As Go reads truth values. */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

    List<GpuComplaint> all() {
        var complaints = new ArrayList<GpuComplaint>();
        if (libraries.runtimes().isEmpty()) {
            complaints.add(new GpuComplaint(
                    "There is no CUDA runtime in the image, so that nothing in it can compute on a GPU.",
                    List.of(Guilty.base(seen.dockerfile()))));
        }
        libraries.drivers().stream().findFirst().ifPresent(file -> complaints.add(bakedIn(file)));
        libraries.loadable().ifPresent(result -> unloadable(result, complaints));
        versions(complaints);
        capabilities(complaints);
        requirements(complaints);
        return complaints;
    }

    private GpuComplaint bakedIn(Entry file) {
        return new GpuComplaint(
                Printable.of(file.path(), 100)
                        + " belongs to the driver of the host, which the container toolkit puts into the "
                        + "container. A copy in the image fits one version of the kernel's module and breaks on all others.",
                libraries.lines(seen, libraries.drivers()));
    }

    private GpuComplaint ofRuntimes(String text) {
        return new GpuComplaint(text, libraries.lines(seen, libraries.runtimes()));
    }

    private GpuComplaint ofVariable(String text, String name) {
        return new GpuComplaint(text, List.of(Guilty.variable(seen.dockerfile(), name)));
    }

    private void unloadable(CommandResult result, List<GpuComplaint> complaints) {
        boolean loads =
                result.ended() && result.exitCode() == 0 && !result.output().contains("not found");
        if (!loads) {
            complaints.add(ofRuntimes("The dynamic loader of the image cannot load the CUDA runtime: "
                    + Printable.lastLines(result.problem().orElse(result.output()), 2) + "."));
        }
    }

    private void versions(List<GpuComplaint> complaints) {
        Set<DottedVersion> versions = libraries.versions();
        if (versions.stream().anyMatch(one -> versions.stream().anyMatch(other -> !one.mayBe(other)))) {
            complaints.add(
                    ofRuntimes(
                            "The image has several versions of the CUDA runtime, and which one a program gets is left to chance."));
        }
        versions.stream()
                .filter(version -> driver.fit(version) == CudaDriver.Fit.NONE)
                .findFirst()
                .ifPresent(version -> complaints.add(ofRuntimes("CUDA " + version.text() + " needs a newer driver than "
                        + driver.version().text() + ", which came with CUDA "
                        + driver.cuda().text() + ".")));
        String declared = environment().getOrDefault(VERSION, "");
        boolean differs = DottedVersion.isOne(declared)
                && versions.stream().noneMatch(version -> version.mayBe(new DottedVersion(declared)));
        if (differs && !versions.isEmpty()) {
            complaints.add(ofVariable(
                    VERSION + " says " + declared + ", and the runtime in the image is another version.", VERSION));
        }
    }

    private void capabilities(List<GpuComplaint> complaints) {
        var asked = DriverCapabilities.of(environment());
        String name = DriverCapabilities.VARIABLE;
        if (asked.refusal().isPresent()) {
            complaints.add(ofVariable(
                    "The container toolkit refuses to start it with a GPU: "
                            + Printable.of(asked.refusal().get(), 120) + ".",
                    name));
        }
        if (lacksCompute(environment())) {
            complaints.add(ofVariable(
                    name + " is " + Printable.of(environment().getOrDefault(name, ""), 60)
                            + ": without compute the toolkit leaves libcuda out, and CUDA finds no GPU.",
                    name));
        }
    }

    /** Whether the container toolkit would leave CUDA's driver library out. */
    static boolean lacksCompute(Map<String, String> environment) {
        return !DriverCapabilities.of(environment).has("compute");
    }

    private void requirements(List<GpuComplaint> complaints) {
        Map<String, String> environment = environment();
        if (TRUE.contains(environment.getOrDefault("NVIDIA_DISABLE_REQUIRE", ""))) {
            return;
        }
        environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(REQUIRE)
                        && !variable.getKey().startsWith(JETPACK))
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> refusal(variable.getKey(), variable.getValue(), complaints));
    }

    private void refusal(String name, String value, List<GpuComplaint> complaints) {
        String shown = Printable.of(name, 60) + " demands " + Printable.of(value, 80);
        switch (new CudaRequirement(value).by(driver)) {
            case YES, DEPENDS -> {}
            case NO -> complaints.add(ofVariable("The image refuses to start on such a host: " + shown + ".", name));
            case UNREADABLE ->
                complaints.add(ofVariable(
                        "The image refuses to start with a GPU on any host: " + shown
                                + ", which the container toolkit cannot read.",
                        name));
        }
    }

    private Map<String, String> environment() {
        return seen.image().config().environment();
    }
}
