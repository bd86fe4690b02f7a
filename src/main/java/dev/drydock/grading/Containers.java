package dev.drydock.grading;

import dev.drydock.engine.Engine;
import dev.drydock.engine.HealthPace;
import dev.drydock.engine.Image;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.RunRequest;
import dev.drydock.grading.Circumstances.Probing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The containers of one submission's service: the usual one, and those under other circumstances. */
final class Containers implements AutoCloseable {

    /** How often an image's health probe runs while it is watched. */
    private static final Duration HEALTH_PACE = Duration.ofMillis(500);

    /** The first probe would come when the container is long gone. */
    private static final HealthPace NO_PROBE = new HealthPace(Duration.ofHours(10), Duration.ZERO, Optional.empty());

    private final Engine engine;
    private final RunLimits limits;
    private final Duration startupTime;
    private final Supplier<Image> image;
    private final boolean careful;
    private final Clients clients;
    private final StartPlan plan;
    private final Supplier<Set<String>> watched;
    private final Memo<ServiceContainer> service;
    private final Map<Circumstances, Memo<ServiceContainer>> others = new ConcurrentHashMap<>();

    /**
     * @param image which may not have been built yet
     * @param careful whether answers are timed on the container's own clock
     * @param clients who ask the services
     * @param plan for the usual container and for those of other images, and as far as nobody asks for one that is left alone
     * @param watched paths in the image of the plan's files
     * @param starting told when the service is about to be started
     */
    Containers(
            Engine engine,
            RunLimits limits,
            Duration startupTime,
            Supplier<Image> image,
            StartPlan plan,
            Supplier<Set<String>> watched,
            boolean careful,
            Clients clients,
            Runnable starting) {
        this.engine = engine;
        this.careful = careful;
        this.limits = limits;
        this.startupTime = startupTime;
        this.image = image;
        this.clients = clients;
        this.plan = plan;
        this.watched = watched;
        this.service = new Memo<>(() -> {
            Image built = image.get();
            starting.run();
            return start(built, Circumstances.probedOften(""), plan);
        });
    }

    RunningService service() {
        return service.get();
    }

    RunningService service(Circumstances circumstances) {
        return others.computeIfAbsent(
                        circumstances,
                        other -> new Memo<>(
                                () -> start(image.get(), other, other.unasked() ? plan.unasked() : StartPlan.NOTHING)))
                .get();
    }

    /** A container of another image, as usual and with the usual one's plan; the caller's to close. */
    ServiceContainer start(Image built) {
        return start(built, Circumstances.usual(""), plan);
    }

    private ServiceContainer start(Image built, Circumstances circumstances, StartPlan what) {
        Optional<HealthPace> pace = built.config().healthcheck().flatMap(declared -> pace(circumstances.probing()));
        var request = new RunRequest(
                built.id(),
                Map.of(),
                circumstances.readOnlyRoot(),
                circumstances.capabilities(),
                pace,
                circumstances.within(limits),
                new RunRequest.AsDeclared(),
                Optional.empty());
        return ServiceContainer.start(
                engine,
                request,
                built.config().stopSignal().orElse("SIGTERM"),
                clients,
                careful,
                what,
                what.files().isEmpty() ? Set.of() : watched.get());
    }

    /** Of one probe the image's own timeout holds: a slow one that is in time is right. */
    private Optional<HealthPace> pace(Probing probing) {
        return switch (probing) {
            case AS_DECLARED -> Optional.empty();
            case OFTEN -> Optional.of(new HealthPace(HEALTH_PACE, startupTime, Optional.empty()));
            case NEVER -> Optional.of(NO_PROBE);
        };
    }

    /** How much longer than on an idle machine things took in the container that was held up most: 1 and more. */
    double slowdown() {
        return Stream.concat(Stream.of(service), others.values().stream())
                .filter(Memo::isGathered)
                .mapToDouble(container -> container.get().slowdown())
                .max()
                .orElse(1);
    }

    /** Whether the service's container, or another, was ended for lack of memory. */
    boolean ranOutOfMemory() {
        return service.isGathered() && service.get().state().outOfMemory();
    }

    @Override
    public void close() {
        others.values().stream()
                .filter(Memo::isGathered)
                .forEach(memo -> memo.get().close());
        if (service.isGathered()) {
            service.get().close();
        }
    }
}
