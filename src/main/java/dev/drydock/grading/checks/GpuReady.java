package dev.drydock.grading.checks;

import com.google.auto.service.AutoService;
import dev.drydock.grading.Check;
import dev.drydock.grading.Finding;
import dev.drydock.grading.Observations;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.stream.Collectors;

/** As far as it can be told without a GPU, CUDA in the image works on a host with a driver. */
@AutoService(Check.class)
public final class GpuReady implements Check<GpuReady.Parameters> {

    /**
     * Parameters.
     *
     * @param driver of the hosts that the image is meant for
     */
    public record Parameters(
            @Key(
                    value = "Version of the driver on the hosts that the image is meant for, such as 525.85.12.",
                    pattern = "[0-9]{3,4}(\\.[0-9]{1,4}){0,2}",
                    patternMeans = "numbers with dots between, such as 525.85.12")
            String driver) {}

    @Override
    public String kind() {
        return "gpu.ready";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "CUDA's libraries belong into the image, the driver's (libcuda, libnvidia-ml) to the host. Compare the image's CUDA "
                + "version with the driver's: a newer driver runs older CUDA, and not the other way round.";
    }

    @Override
    public String defaultLesson() {
        return "09-gpu-containers#compatibility";
    }

    @Override
    public Moment moment() {
        return Moment.APART;
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        var driver = new CudaDriver(new DottedVersion(parameters.driver()));
        var libraries = CudaLibraries.of(seen);
        String expected =
                "CUDA's libraries load, agree, and run on driver " + parameters.driver() + "; no driver in the image";
        List<GpuComplaint> complaints = new GpuComplaints(seen, libraries, driver).all();
        String actual = libraries.describe(driver);
        return complaints.isEmpty()
                ? Finding.passed(expected, actual)
                : Finding.failed(
                        expected,
                        actual,
                        complaints.stream().map(GpuComplaint::text).collect(Collectors.joining(" ")),
                        complaints.stream()
                                .flatMap(complaint -> complaint.lines().stream())
                                .distinct()
                                .toList());
    }
}
