package dev.drydock.grading;

import dev.drydock.engine.Container;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.Engine;
import dev.drydock.engine.GpuGrant;
import dev.drydock.engine.HealthPace;
import dev.drydock.engine.Image;
import dev.drydock.engine.ImageConfig.Healthcheck;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.RunRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The containers of one submission's image: its service, the same under other circumstances, and single commands. */
final class Containers implements AutoCloseable {

    /** How often an image's health probe runs while it is watched. */
    private static final Duration HEALTH_PACE = Duration.ofMillis(500);

    /** A probe that takes longer is not waited for; a fresh Python that asks itself takes half a second. */
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration COMMAND_TIME = Duration.ofSeconds(30);
    private static final int COMMAND_OUTPUT = 16 * 1024;

    /** How often a container that got a GPU is looked at, and how long it goes on once it has asked for it. */
    private static final Duration GPU_LOOK = Duration.ofMillis(500);

    private static final Duration AFTER_USE = Duration.ofSeconds(5);
    private static final Pattern UUID = Pattern.compile("(?<=UUID: )GPU-[0-9a-fA-F-]+");

    private final Engine engine;
    private final RunLimits limits;
    private final Duration startupTime;
    private final Supplier<Image> image;
    private final Memo<ServiceContainer> service;
    private final Map<Circumstances, Memo<ServiceContainer>> others = new ConcurrentHashMap<>();
    private final Map<Command, Memo<CommandResult>> commands = new ConcurrentHashMap<>();
    private final Map<Integer, Memo<CommandResult>> listings = new ConcurrentHashMap<>();

    /**
     * @param image which may not have been built yet
     * @param starting told when the service is about to be started
     */
    Containers(Engine engine, RunLimits limits, Duration startupTime, Supplier<Image> image, Runnable starting) {
        this.engine = engine;
        this.limits = limits;
        this.startupTime = startupTime;
        this.image = image;
        this.service = new Memo<>(() -> {
            Image built = image.get();
            starting.run();
            return start(built, false, limits);
        });
    }

    RunningService service() {
        return service.get();
    }

    RunningService service(Circumstances circumstances) {
        return others.computeIfAbsent(
                        circumstances,
                        other -> new Memo<>(() -> start(image.get(), other.readOnlyRoot(), other.within(limits))))
                .get();
    }

    private ServiceContainer start(Image built, boolean readOnlyRoot, RunLimits within) {
        Optional<HealthPace> pace = built.config().healthcheck().map(this::pace);
        return ServiceContainer.start(engine, new RunRequest(built.id(), Map.of(), readOnlyRoot, pace, within));
    }

    private HealthPace pace(Healthcheck declared) {
        boolean patient = declared.timeout().isZero() || declared.timeout().compareTo(HEALTH_TIMEOUT) > 0;
        return new HealthPace(HEALTH_PACE, startupTime, patient ? Optional.of(HEALTH_TIMEOUT) : Optional.empty());
    }

    CommandResult command(Command command) {
        return commands.computeIfAbsent(command, one -> new Memo<>(() -> execute(one)))
                .get();
    }

    private CommandResult execute(Command command) {
        Image built = image.get();
        Map<String, String> environment = new HashMap<>();
        Optional<GpuGrant> gpus = Optional.empty();
        if (command.gpus() > 0) {
            gpus = Optional.of(GpuGrant.asked(command.gpus(), built.config().environment()));
            // As `docker run --gpus` sets it, whatever the image says.
            environment.put(
                    "NVIDIA_VISIBLE_DEVICES",
                    IntStream.range(0, command.gpus()).mapToObj(String::valueOf).collect(Collectors.joining(",")));
        }
        return execute(new RunRequest(built.id(), environment, false, Optional.empty(), limits, command.start(), gpus));
    }

    private CommandResult execute(RunRequest request) {
        Container container = engine.run(request);
        try {
            ContainerState state = request.gpus().isPresent() ? endOrUse(container) : end(container, COMMAND_TIME);
            List<String> calls = request.gpus().isPresent() ? engine.gpuCalls(container) : List.of();
            return new CommandResult(
                    !state.running(), state.exitCode(), engine.logs(container, COMMAND_OUTPUT), state.error(), calls);
        } finally {
            engine.remove(container);
        }
    }

    private ContainerState end(Container container, Duration limit) {
        return engine.await(container, now -> !now.running(), limit);
    }

    /** A service does not end; what it does with a GPU it does when it starts. */
    private ContainerState endOrUse(Container container) {
        long deadline = System.nanoTime() + COMMAND_TIME.toNanos();
        ContainerState state = end(container, GPU_LOOK);
        while (state.running() && System.nanoTime() < deadline) {
            if (!engine.gpuCalls(container).isEmpty()) {
                return end(container, AFTER_USE);
            }
            state = end(container, GPU_LOOK);
        }
        return state;
    }

    List<String> gpusSeen(int count) {
        CommandResult result = listings.computeIfAbsent(count, number -> new Memo<>(() -> listGpus(number)))
                .get();
        return UUID.matcher(result.output()).results().map(MatchResult::group).toList();
    }

    /** The driver's own program, whatever the image calls by this name, and without what the image would load into it. */
    private CommandResult listGpus(int count) {
        return execute(new RunRequest(
                image.get().id(),
                Map.of("LD_PRELOAD", "", "LD_LIBRARY_PATH", ""),
                false,
                Optional.empty(),
                limits,
                new RunRequest.Program(List.of("/usr/bin/nvidia-smi", "-L")),
                Optional.of(GpuGrant.full(count))));
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
