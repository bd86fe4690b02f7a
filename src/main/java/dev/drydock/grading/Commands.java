package dev.drydock.grading;

import dev.drydock.engine.Container;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.DriverCapabilities;
import dev.drydock.engine.Engine;
import dev.drydock.engine.GpuGrant;
import dev.drydock.engine.Image;
import dev.drydock.engine.PlacedFile;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.RunRequest;
import dev.drydock.text.BoundedText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

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
    private final RandomGenerator chance;

    /**
     * @param image which may not have been built yet
     * @param chance that GPUs are drawn with
     */
    Commands(Engine engine, RunLimits limits, Supplier<Image> image, RandomGenerator chance) {
        this.chance = chance;
        this.engine = engine;
        this.limits = limits;
        this.image = image;
    }

    CommandResult result(Command command) {
        return commands.computeIfAbsent(command, one -> new Memo<>(() -> run(one)))
                .get();
    }

    private CommandResult run(Command command) {
        return run(command, Map.of(), Optional.empty(), container -> {});
    }

    /**
     * Runs a container for one who asks.
     *
     * @param files put into it before it starts, by absolute path
     * @param watched files of the image: who opens them is seen, and what is executed; empty where nobody wants to know
     * @param last looks at the container when it has ended, or its time is up, before it is removed
     */
    CommandResult run(
            Command command, Map<String, PlacedFile> files, Optional<List<String>> watched, Consumer<Container> last) {
        Image built = image.get();
        GpuLot lot = lot(command.gpus());
        if (command.gpus() == 0) {
            return run(request(built, command, lot, Optional.empty()).with(files), watched, command, lot, last);
        }
        Map<String, String> environment = built.config().environment();
        Optional<String> refusal = DriverCapabilities.of(environment).refusal();
        if (refusal.isPresent()) {
            return CommandResult.refused(refusal.get(), lot.uuids());
        }
        var grant = GpuGrant.asked(lot.numbers(), environment);
        return run(request(built, command, lot, Optional.of(grant)).with(files), watched, command, lot, last);
    }

    private RunRequest request(Image built, Command command, GpuLot lot, Optional<GpuGrant> gpus) {
        Map<String, String> environment = new HashMap<>(lot.environment());
        environment.putAll(command.environment());
        return new RunRequest(built.id(), environment, false, Optional.empty(), limits, command.start(), gpus);
    }

    private CommandResult run(
            RunRequest request, Optional<List<String>> watched, Command command, GpuLot lot, Consumer<Container> last) {
        Container container = watched.map(paths -> engine.run(request, paths)).orElseGet(() -> engine.run(request));
        try {
            ContainerState state = await(
                    container,
                    new ContainerClock(engine, container, limits.cpus()),
                    command.until().map(Pattern::compile));
            List<String> calls = request.gpus().isPresent() ? engine.gpuCalls(container) : List.of();
            last.accept(container);
            return new CommandResult(
                    !state.running(), state.exitCode(), output(container), state.error(), lot.uuids(), calls);
        } finally {
            engine.remove(container);
        }
    }

    private GpuLot lot(int count) {
        return count == 0 ? GpuLot.NONE : GpuLot.draw(engine.gpus(), count, chance);
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
        GpuLot lot = lot(count);
        var command = Command.program(List.of("/usr/bin/nvidia-smi", "-L"));
        var request = new RunRequest(
                image.get().id(),
                Map.of("LD_PRELOAD", "", "LD_LIBRARY_PATH", ""),
                false,
                Optional.empty(),
                limits,
                command.start(),
                Optional.of(GpuGrant.full(lot.numbers())));
        return run(request, Optional.empty(), command, lot, container -> {});
    }
}
