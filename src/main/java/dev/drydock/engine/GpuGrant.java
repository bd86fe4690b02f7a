package dev.drydock.engine;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * GPUs that a container gets, and what of the driver comes with them.
 *
 * @param count at least 1; the first so many of the sandbox's
 * @param capabilities what NVIDIA's container toolkit puts in beside the devices
 */
public record GpuGrant(int count, Set<Capability> capabilities) {

    /** Where the simulated driver notes what it was asked, in the container. */
    static final String CALLS_FOLDER = "/run/drydock-gpu";

    private static final String VARIABLE = "NVIDIA_DRIVER_CAPABILITIES";

    /** Words of NVIDIA_DRIVER_CAPABILITIES that bring something which is graded here. */
    public enum Capability {
        /** CUDA's driver library, libcuda. */
        COMPUTE,
        /** nvidia-smi and its library. */
        UTILITY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public GpuGrant {
        capabilities = Set.copyOf(capabilities);
    }

    /**
     * What the toolkit would put into a container of an image: what its environment asks for, and both where it does not
     * ask (docs.nvidia.com, container toolkit, Docker specialized configurations).
     */
    public static GpuGrant asked(int count, Map<String, String> environment) {
        String asked = environment.getOrDefault(VARIABLE, "");
        List<String> words = Arrays.stream(asked.split(",")).map(String::strip).toList();
        boolean all = asked.isBlank() || words.contains("all");
        Set<Capability> capabilities = EnumSet.allOf(Capability.class).stream()
                .filter(capability -> all || words.contains(capability.word()))
                .collect(Collectors.toSet());
        return new GpuGrant(count, capabilities);
    }

    /** With everything that can come with them. */
    public static GpuGrant full(int count) {
        return new GpuGrant(count, EnumSet.allOf(Capability.class));
    }

    /** Names of CDI devices, as the sandbox's {@code parts/gpu.sh} makes them. */
    List<String> devices() {
        return Stream.concat(
                        IntStream.range(0, count).mapToObj(number -> "drydock.dev/gpu=" + number),
                        capabilities.stream().map(capability -> "drydock.dev/driver=" + capability.word()))
                .sorted()
                .toList();
    }
}
