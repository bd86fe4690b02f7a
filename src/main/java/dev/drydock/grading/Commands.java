package dev.drydock.grading;

import dev.drydock.engine.Container;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.Engine;
import dev.drydock.engine.GpuGrant;
import dev.drydock.engine.Image;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.RunRequest;
import dev.drydock.text.BoundedText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The containers of one submission's image that are run once, each for all who ask for it. */
final class Commands {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final int OUTPUT = 256 * 1024;

    /** How often a container that need not end is looked at. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** What it has left to end, or to fail, once it printed what was waited for. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private final Engine engine;
    private final RunLimits limits;
    private final Supplier<Image> image;
    private final Map<Command, Memo<CommandResult>> commands = new ConcurrentHashMap<>();
    private final Map<Integer, Memo<CommandResult>> listings = new ConcurrentHashMap<>();

    /** @param image which may not have been built yet */
    Commands(Engine engine, RunLimits limits, Supplier<Image> image) {
        this.engine = engine;
        this.limits = limits;
        this.image = image;
    }

    CommandResult result(Command command) {
        return commands.computeIfAbsent(command, one -> new Memo<>(() -> run(one)))
                .get();
    }

    private CommandResult run(Command command) {
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
        return run(
                new RunRequest(built.id(), environment, false, Optional.empty(), limits, command.start(), gpus),
                command.until().map(Pattern::compile));
    }

    private CommandResult run(RunRequest request, Optional<Pattern> until) {
        Container container = engine.run(request);
        try {
            ContainerState state = await(container, new ContainerClock(engine, container, limits.cpus()), until);
            List<String> calls = request.gpus().isPresent() ? engine.gpuCalls(container) : List.of();
            return new CommandResult(!state.running(), state.exitCode(), output(container), state.error(), calls);
        } finally {
            engine.remove(container);
        }
    }

    private String output(Container container) {
        return engine.logs(container, OUTPUT);
    }

    private ContainerState await(Container container, ContainerClock clock, Optional<Pattern> until) {
        while (true) {
            Duration left = clock.left(TIME, clock.start());
            ContainerState state = end(container, until.isPresent() ? shorter(left, PAUSE) : left);
            if (until.filter(pattern -> BoundedText.holds(pattern, output(container)))
                    .isPresent()) {
                return end(container, AFTERWARDS);
            }
            if (!state.running() || (clock.left(TIME, clock.start()).isZero() && !clock.grants(TIME, clock.start()))) {
                return state;
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private ContainerState end(Container container, Duration limit) {
        return engine.await(container, now -> !now.running(), limit);
    }

    CommandResult gpuListing(int count) {
        return listings.computeIfAbsent(count, number -> new Memo<>(() -> listGpus(number)))
                .get();
    }

    /** The driver's own program, whatever the image calls by this name, and without what the image would load into it. */
    private CommandResult listGpus(int count) {
        var request = new RunRequest(
                image.get().id(),
                Map.of("LD_PRELOAD", "", "LD_LIBRARY_PATH", ""),
                false,
                Optional.empty(),
                limits,
                new RunRequest.Program(List.of("/usr/bin/nvidia-smi", "-L")),
                Optional.of(GpuGrant.full(count)));
        return run(request, Optional.empty());
    }
}
