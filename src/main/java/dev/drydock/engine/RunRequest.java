package dev.drydock.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container to start of a learner's image, within limits.
 *
 * @param image reference or id
 * @param environment added to the image's
 * @param readOnlyRoot whether the root file system is read-only, with a small tmpfs on /tmp
 * @param capabilities which privileges of root its processes can have
 * @param health pace of the image's own health probe in place of the declared one, as waiting is not observing; empty
 *     keeps the declared one
 * @param start what runs in it
 * @param gpus that it gets; empty for none
 * @param files written into it before it starts, by absolute path, over what is there; their folders keep their owners
 */
public record RunRequest(
        String image,
        Map<String, String> environment,
        boolean readOnlyRoot,
        Capabilities capabilities,
        Optional<HealthPace> health,
        RunLimits limits,
        Start start,
        Optional<GpuGrant> gpus,
        Map<String, PlacedFile> files) {

    public RunRequest {
        environment = Map.copyOf(environment);
        files = Map.copyOf(files);
    }

    /** Without files of ours. */
    public RunRequest(
            String image,
            Map<String, String> environment,
            boolean readOnlyRoot,
            Capabilities capabilities,
            Optional<HealthPace> health,
            RunLimits limits,
            Start start,
            Optional<GpuGrant> gpus) {
        this(image, environment, readOnlyRoot, capabilities, health, limits, start, gpus, Map.of());
    }

    /** The same with files of ours. */
    public RunRequest with(Map<String, PlacedFile> given) {
        return new RunRequest(image, environment, readOnlyRoot, capabilities, health, limits, start, gpus, given);
    }

    /** What of root's privileges the processes of a container can have, within its user namespace. */
    public enum Capabilities {
        /** As {@code docker run} grants them. */
        USUAL,
        /** As with {@code --cap-drop ALL} and {@code --security-opt no-new-privileges}. */
        NONE
    }

    /** With the usual capabilities. */
    public RunRequest(
            String image,
            Map<String, String> environment,
            boolean readOnlyRoot,
            Optional<HealthPace> health,
            RunLimits limits,
            Start start,
            Optional<GpuGrant> gpus) {
        this(image, environment, readOnlyRoot, Capabilities.USUAL, health, limits, start, gpus);
    }

    /** The image's own command, with the usual capabilities, without a GPU. */
    public RunRequest(
            String image,
            Map<String, String> environment,
            boolean readOnlyRoot,
            Optional<HealthPace> health,
            RunLimits limits) {
        this(image, environment, readOnlyRoot, health, limits, new AsDeclared(), Optional.empty());
    }

    /** What runs in a container. */
    public sealed interface Start {}

    /** The image's entry point and command, and its health probe. */
    public record AsDeclared() implements Start {}

    /**
     * The image's entry point, and this in place of its command: what follows the image's name in {@code docker run}.
     * Without a health probe.
     */
    public record Arguments(List<String> arguments) implements Start {
        public Arguments {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A program in place of both, without a health probe.
     *
     * @param argv program and arguments
     */
    public record Program(List<String> argv) implements Start {
        public Program {
            argv = List.copyOf(argv);
        }
    }
}
