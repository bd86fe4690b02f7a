package dev.drydock.sandbox;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.DockerObjectAccessor;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The container that holds a nested engine, with the least that lets it run one. Why each of these is needed:
 * {@code docs/decisions/0002-sandbox.md}.
 */
final class SandboxContainer extends GenericContainer<SandboxContainer> {

    private static final String SEED = "/seed";

    /** What the container is for. */
    enum Mode {
        /** Builds and runs what learners send; bases are read from the seed. */
        SANDBOX,
        /** Fills the seed; never sees a learner's file. */
        SEED
    }

    SandboxContainer(
            String image, Mode mode, String network, Optional<String> mirror, String seedVolume, Limits limits) {
        super(DockerImageName.parse(image));
        withImagePullPolicy(name -> false);
        withLabel(Owner.LABEL, Owner.current().token());
        withLabel(Mirror.ROLE_LABEL, mode.name().toLowerCase(Locale.ROOT));
        withEnv("DRYDOCK_MODE", mode.name().toLowerCase(Locale.ROOT));
        withEnv("DRYDOCK_MIRROR", mirror.orElse(""));
        withEnv("DRYDOCK_DISK_BYTES", Long.toString(limits.sandboxDiskBytes()));
        // BuildKit would cut logs at 2 MiB and 200 KiB/s by itself, and a flood would go on until the time is up.
        withEnv("BUILDKIT_STEP_LOG_MAX_SPEED", "-1");
        withEnv("BUILDKIT_STEP_LOG_MAX_SIZE", Long.toString(4 * limits.buildLogBytes()));
        if (mode == Mode.SANDBOX) {
            withEnv("DRYDOCK_SEED", SEED);
        }
        withCreateContainerCmdModifier(create -> confine(create, mode, network, seedVolume, limits));
    }

    /**
     * With all GPUs of the machine, which the sandbox hands on by name ({@code parts/gpu.sh}). Like {@code docker run --gpus
     * all}, with the words of NVIDIA_DRIVER_CAPABILITIES that are handed on.
     */
    SandboxContainer withGpus() {
        return withCreateContainerCmdModifier(create -> Objects.requireNonNull(create.getHostConfig())
                .withDeviceRequests(List.of(new DeviceRequest()
                        .withCount(-1)
                        .withCapabilities(List.of(List.of("gpu", "compute", "utility"))))));
    }

    private static void confine(
            CreateContainerCmd create, Mode mode, String network, String seedVolume, Limits limits) {
        boolean sandbox = mode == Mode.SANDBOX;
        HostConfig host = new HostConfig()
                .withCapAdd(Capability.SYS_ADMIN, Capability.NET_ADMIN, Capability.SYS_PTRACE)
                .withSecurityOpts(securityOptions())
                .withCgroupnsMode("private")
                .withIpcMode("private")
                .withMemory(limits.sandboxMemoryBytes())
                .withMemorySwap(limits.sandboxMemoryBytes())
                .withNanoCPUs((long) (limits.sandboxCpus() * 1e9))
                .withPidsLimit((long) limits.sandboxPids())
                .withDeviceCgroupRules(List.of("b 7:* rmw", "c 10:237 rmw"))
                .withLogConfig(
                        new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "5m", "max-file", "1")))
                .withInit(true)
                .withNetworkMode(network)
                .withBinds(new Bind(seedVolume, new Volume(SEED), sandbox ? AccessMode.ro : AccessMode.rw));
        // The CLI's "systempaths=unconfined" is these two lists, empty; docker-java has no setters for them.
        DockerObjectAccessor.overrideRawValue(host, "MaskedPaths", List.of());
        DockerObjectAccessor.overrideRawValue(host, "ReadonlyPaths", List.of());
        create.withHostConfig(host).withDns(List.of("127.0.0.1"));
        if (sandbox) {
            create.withVolumes(new Volume("/data"));
        }
    }

    private static List<String> securityOptions() {
        var options = new ArrayList<>(List.of("seccomp=unconfined"));
        if (Files.isDirectory(Path.of("/sys/module/apparmor"))) {
            options.add("apparmor=unconfined");
        }
        return options;
    }
}
