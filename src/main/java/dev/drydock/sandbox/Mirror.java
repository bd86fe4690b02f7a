package dev.drydock.sandbox;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import dev.drydock.engine.OuterEngine;
import dev.drydock.engine.OuterEngine.Labelled;
import dev.drydock.files.ProcessLock;
import dev.drydock.files.SecretFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rnorth.ducttape.ratelimits.RateLimiter;
import org.rnorth.ducttape.ratelimits.RateLimiterBuilder;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The only thing a sandbox can reach: package index, Debian proxy and registry in one container. It is shared by all
 * processes of this machine; the first one starts it and the last one, told by a file lock, takes it away.
 */
final class Mirror implements AutoCloseable {

    static final String ROLE_LABEL = "dev.drydock.role";
    private static final String ROLE = "mirror";
    static final String LABELLED = ROLE_LABEL + "=" + ROLE;

    /** Left to itself, Testcontainers looks once a second, and every start of a server would wait for that. */
    private static final RateLimiter OFTEN = RateLimiterBuilder.newBuilder()
            .withRate(20, TimeUnit.SECONDS)
            .withConstantThroughput()
            .build();

    private final OuterEngine outer;
    private final ProcessLock use;
    private final String containerId;
    private final String password;

    private Mirror(OuterEngine outer, ProcessLock use, String containerId, String password) {
        this.outer = outer;
        this.use = use;
        this.containerId = containerId;
        this.password = password;
    }

    /** Starts the mirror, or joins the one that runs. */
    static Mirror start(OuterEngine outer, Home home, String image) {
        String password = SecretFile.of(home.data().resolve("mirror-secret"));
        ProcessLock use = ProcessLock.shared(useFile(home, image));
        try (ProcessLock starting = ProcessLock.exclusive(home.data().resolve("mirror-start.lock"))) {
            removeOthers(outer, home, image);
            GenericContainer<?> container = container(image, password, archive(outer, image));
            container.start();
            return new Mirror(outer, use, container.getContainerId(), password);
        } catch (RuntimeException e) {
            use.close();
            throw new PreparationException(
                    "The package mirror did not start: " + e.getMessage(),
                    "Run ./drydock doctor; if it finds nothing, ./drydock down and try again.",
                    e);
        }
    }

    /** As the image tells: asking apt takes half a second of every start, and a container of Drydock has none. */
    private static DebianArchive archive(OuterEngine outer, String image) {
        return outer.imageLabels(image).flatMap(DebianArchive::ofLabels).orElseGet(DebianArchive::here);
    }

    // A mirror outlives the process that started it, so Testcontainers must not remove it when this JVM ends: that is
    // what its "reuse" is for. It needs TESTCONTAINERS_REUSE_ENABLE=true, which the launcher and the tests set.
    @SuppressWarnings("resource")
    private static GenericContainer<?> container(String image, String password, DebianArchive archive) {
        return new GenericContainer<>(DockerImageName.parse(image))
                .withImagePullPolicy(name -> false)
                .withReuse(true)
                .withLabel(ROLE_LABEL, ROLE)
                .withEnv("DRYDOCK_DEBIAN_HOSTS", String.join(" ", archive.hosts()))
                .withEnv("DRYDOCK_DEBIAN_PROXY", archive.proxy())
                .withEnv("DRYDOCK_REGISTRY_PASSWORD", password)
                .withStartupTimeout(Duration.ofSeconds(60))
                .waitingFor(Wait.forSuccessfulCommand("bash -c ': </dev/tcp/127.0.0.1/80'")
                        .withRateLimiter(OFTEN))
                .withCreateContainerCmdModifier(create -> create.withHostConfig(new HostConfig()
                        .withSysctls(Map.of("net.ipv4.ip_forward", "0"))
                        .withMemory(768L * 1024 * 1024)
                        .withPidsLimit(300L)
                        .withBinds(
                                Bind.parse("drydock-mirror-cache:/var/cache/mirror"),
                                Bind.parse("drydock-registry:/var/lib/registry"))));
    }

    /** Removes mirrors of another recipe, and dead ones, unless someone still uses them. */
    private static void removeOthers(OuterEngine outer, Home home, String image) {
        for (Labelled mirror : outer.containers(LABELLED)) {
            if (!mirror.running()) {
                outer.removeContainer(mirror.id());
            } else if (!mirror.image().equals(image)) {
                ProcessLock.tryExclusive(useFile(home, mirror.image())).ifPresent(unused -> {
                    try (unused) {
                        outer.removeContainer(mirror.id());
                    }
                });
            }
        }
    }

    /**
     * Joins a sandbox's network.
     *
     * @return the mirror's IPv4 address there
     */
    String join(String networkId) {
        return outer.connect(networkId, containerId);
    }

    /** Whether it still runs; it does not come back by itself. */
    boolean isRunning() {
        return outer.isRunning(containerId);
    }

    void leave(String networkId) {
        outer.disconnect(networkId, containerId);
    }

    /**
     * What it keeps for one sandbox.
     *
     * @param address the sandbox's, on the network that the two share
     */
    PackageIndex index(String address) {
        return new PackageIndex(outer, containerId, address);
    }

    /** Of user {@code drydock} at the registry's writable port, which sandboxes do not know. */
    String password() {
        return password;
    }

    /** One for each recipe: whoever uses one mirror says nothing about the others. */
    private static Path useFile(Home home, String image) {
        return home.data().resolve("mirror-use-" + image.substring(image.indexOf(':') + 1) + ".lock");
    }

    /** Forgets about it, wherever it is: it has ended, and another is to take its place. */
    void abandon() {
        use.close();
    }

    /** Removes the mirror if no other process uses it. */
    @Override
    public void close() {
        use.closeAndIfLast(() -> outer.removeContainer(containerId));
    }
}
