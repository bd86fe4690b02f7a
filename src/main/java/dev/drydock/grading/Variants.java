package dev.drydock.grading;

import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.Engine;
import dev.drydock.engine.Image;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A submission run with other files: those of a variant in place of what was handed out, or an edited one. */
final class Variants implements AutoCloseable {

    private final Engine engine;
    private final Function<String, BuildOutcome> build;
    private final Function<Image, ServiceContainer> start;
    private final Map<String, Memo<ServiceContainer>> services = new ConcurrentHashMap<>();

    /**
     * @param build a variant by its name
     * @param start a container of its image
     */
    Variants(Engine engine, Function<String, BuildOutcome> build, Function<Image, ServiceContainer> start) {
        this.engine = engine;
        this.build = build;
        this.start = start;
    }

    RunningService service(String name) {
        return services.computeIfAbsent(name, some -> new Memo<>(() -> run(some)))
                .get();
    }

    /** @param rebuild that made an image */
    RunningService ofRebuild(Rebuild rebuild) {
        Image image = rebuild.image().orElseThrow(() -> new IllegalArgumentException("nothing was built"));
        return services.computeIfAbsent(image.id(), id -> new Memo<>(() -> start.apply(image)))
                .get();
    }

    private ServiceContainer run(String name) {
        return switch (build.apply(name)) {
            case BuildOutcome.Built built -> start.apply(engine.image(built.imageId()));
            case BuildOutcome.Failed failed ->
                throw new Unobservable(
                        "with other files in place of those that were handed out, the image does not build: "
                                + failed.message());
            case BuildOutcome.LimitReached reached ->
                throw new Unobservable(
                        "with other files in place of those that were handed out, the image does not build: "
                                + reached.limit().reason());
        };
    }

    @Override
    public void close() {
        services.values().stream()
                .filter(Memo::isGathered)
                .forEach(memo -> memo.get().close());
    }
}
