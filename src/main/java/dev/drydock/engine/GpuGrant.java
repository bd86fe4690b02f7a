package dev.drydock.engine;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * GPUs that a container gets, and what of the driver comes with them.
 *
 * @param numbers of the sandbox's GPUs, from 0, in the order of {@link Gpus#uuids()}; at least one
 * @param capabilities what NVIDIA's container toolkit puts in beside the devices
 */
public record GpuGrant(List<Integer> numbers, Set<Capability> capabilities) {

    /** Where the simulated driver notes what it was asked, in the container. */
    static final String CALLS_FOLDER = "/run/drydock-gpu";

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
        numbers = List.copyOf(numbers);
        capabilities = Set.copyOf(capabilities);
    }

    /** What the toolkit would put into a container of an image with this environment. */
    public static GpuGrant asked(List<Integer> numbers, Map<String, String> environment) {
        var asked = DriverCapabilities.of(environment);
        return new GpuGrant(
                numbers,
                EnumSet.allOf(Capability.class).stream()
                        .filter(capability -> asked.has(capability.word()))
                        .collect(Collectors.toSet()));
    }

    /** With everything that can come with them. */
    public static GpuGrant full(List<Integer> numbers) {
        return new GpuGrant(numbers, EnumSet.allOf(Capability.class));
    }

    /** Names of CDI devices, as the sandbox's {@code parts/gpu.sh} makes them. */
    List<String> devices() {
        return Stream.concat(
                        numbers.stream().map(number -> "drydock.dev/gpu=" + number),
                        capabilities.stream().map(capability -> "drydock.dev/driver=" + capability.word()))
                .sorted()
                .toList();
    }
}
