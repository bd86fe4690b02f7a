package dev.drydock.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The body of {@code POST /containers/create} for a learner's image. */
final class ContainerSpec {

    private static final String TMPFS = "rw,nosuid,nodev,size=67108864,mode=1777";

    private ContainerSpec() {}

    /**
     * @param gpuNotes folder in the sandbox for what the container's programs ask of a simulated driver; empty without GPUs
     */
    static Map<String, Object> of(RunRequest request, String network, Optional<String> gpuNotes) {
        Map<String, Object> spec = new HashMap<>();
        spec.put("Image", request.image());
        spec.put(
                "Env",
                request.environment().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
        request.health().ifPresent(pace -> spec.put("Healthcheck", healthcheck(pace)));
        spec.putAll(start(request.start()));
        Map<String, Object> host = host(request, network);
        request.gpus().ifPresent(gpus -> host.putAll(devices(gpus, gpuNotes)));
        spec.put("HostConfig", host);
        return spec;
    }

    private static Map<String, Object> start(RunRequest.Start start) {
        // A probe of the service's would only disturb what is no service.
        Map<String, Object> unprobed = Map.of("Test", List.of("NONE"));
        return switch (start) {
            case RunRequest.AsDeclared() -> Map.of();
            case RunRequest.Arguments(List<String> arguments) -> Map.of("Cmd", arguments, "Healthcheck", unprobed);
            case RunRequest.Program(List<String> argv) ->
                Map.of("Entrypoint", argv.subList(0, 1), "Cmd", argv.subList(1, argv.size()), "Healthcheck", unprobed);
        };
    }

    private static Map<String, Object> devices(GpuGrant gpus, Optional<String> notes) {
        return Map.of(
                "DeviceRequests",
                List.of(Map.of("Driver", "cdi", "DeviceIDs", gpus.devices())),
                "Binds",
                notes.stream()
                        .map(folder -> folder + ":" + GpuGrant.CALLS_FOLDER)
                        .toList());
    }

    /** What is left out is inherited from the image, its test above all. */
    private static Map<String, Object> healthcheck(HealthPace pace) {
        Map<String, Object> check = new HashMap<>();
        check.put("Interval", pace.interval().toNanos());
        // Engines from 25 on probe at a pace of its own, 5 seconds by default, while the container is starting.
        check.put("StartInterval", pace.interval().toNanos());
        check.put("StartPeriod", atLeastOneMilli(pace.startPeriod()).toNanos());
        check.put("Retries", 1);
        pace.timeout().ifPresent(timeout -> check.put("Timeout", timeout.toNanos()));
        return check;
    }

    /** Zero would mean the image's own. */
    private static Duration atLeastOneMilli(Duration duration) {
        return duration.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : duration;
    }

    private static Map<String, Object> host(RunRequest request, String network) {
        RunLimits limits = request.limits();
        Map<String, Object> host = new HashMap<>();
        host.put("NetworkMode", network);
        if (request.capabilities() == RunRequest.Capabilities.NONE) {
            host.put("CapDrop", List.of("ALL"));
            host.put("SecurityOpt", List.of("no-new-privileges"));
        }
        host.put("Memory", limits.memoryBytes());
        host.put("MemorySwap", limits.memoryBytes());
        host.put("NanoCpus", Math.round(limits.cpus() * 1_000_000_000));
        host.put("PidsLimit", limits.pids());
        host.put("ShmSize", limits.shmBytes());
        host.put("Ulimits", List.of(Map.of("Name", "nofile", "Soft", limits.openFiles(), "Hard", limits.openFiles())));
        host.put("LogConfig", log(limits.logBytes()));
        // How PID 1 behaves is graded, so none is put in its place.
        host.put("Init", false);
        host.put("ReadonlyRootfs", request.readOnlyRoot());
        if (request.readOnlyRoot()) {
            host.put("Tmpfs", Map.of("/tmp", TMPFS));
        }
        return host;
    }

    /** A single file cannot be compressed, and the engine refuses to be asked for it only when the container starts. */
    private static Map<String, Object> log(long bytes) {
        return Map.of(
                "Type",
                "local",
                "Config",
                Map.of("max-size", Long.toString(bytes), "max-file", "1", "compress", "false"));
    }
}
