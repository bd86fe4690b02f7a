package dev.drydock.engine;

import java.util.List;

/**
 * What the outer engine says of itself.
 *
 * @param version such as {@code 20.10.24}
 * @param apiVersion such as {@code 1.41}
 * @param storageDriver such as {@code overlay2}
 * @param cgroupVersion {@code 1} or {@code 2}
 * @param kernel release of the kernel
 * @param securityOptions such as {@code name=apparmor}
 * @param dataRoot directory of its data, on its own machine
 * @param nvidia whether NVIDIA's container toolkit gives containers GPUs
 */
public record OuterInfo(
        String version,
        String apiVersion,
        String storageDriver,
        String cgroupVersion,
        String kernel,
        int cpus,
        long memoryBytes,
        List<String> securityOptions,
        String dataRoot,
        boolean nvidia) {

    public OuterInfo {
        securityOptions = List.copyOf(securityOptions);
    }
}
