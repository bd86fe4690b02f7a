package dev.drydock.grading;

import dev.drydock.content.Exercise;
import dev.drydock.content.Submission;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.Disk;
import dev.drydock.engine.Engine;
import dev.drydock.engine.HealthPace;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.Image;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.ListeningSocket;
import dev.drydock.engine.ProcessFacts;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.RunRequest;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** What is observed of one submission in one sandbox, each fact when it is first asked for. */
final class Examination implements Observations, AutoCloseable {

    /** How often an image's health probe runs while it is watched. */
    private static final Duration HEALTH_PACE = Duration.ofMillis(500);

    private final Engine engine;
    private final Limits limits;
    private final Exercise exercise;
    private final Dockerfile dockerfile;
    private final BuildLab lab;
    private final Consumer<GradingEvent> events;
    private final LongSupplier reference;
    private final Memo<BuildOutcome> build;
    private final Memo<Boolean> control;
    private final Memo<Image> image;
    private final Memo<Integer> baseLayers;
    private final Memo<List<List<LayerFile>>> ownLayers;
    private final Memo<Service> service;
    private final Memo<ProcessFacts> process;
    private final Map<String, Memo<Rebuild>> rebuilds = new ConcurrentHashMap<>();
    /** Starts the service, if somebody asked for it ahead. */
    private Optional<Thread> ahead = Optional.empty();

    Examination(
            Sandbox sandbox,
            Limits limits,
            Submission submission,
            Dockerfile dockerfile,
            LongSupplier reference,
            Consumer<GradingEvent> events) {
        this.engine = sandbox.engine();
        this.limits = limits;
        this.exercise = submission.exercise();
        this.dockerfile = dockerfile;
        this.lab = new BuildLab(engine, sandbox.buildHosts(), limits, submission, events);
        this.events = events;
        this.reference = reference;
        this.build = new Memo<>(lab::first);
        this.control = new Memo<>(() -> {
            lab.control();
            return true;
        });
        this.image = new Memo<>(() -> imageOf(build()));
        this.baseLayers = new Memo<>(this::countBaseLayers);
        this.ownLayers = new Memo<>(() -> engine.layerFilesFrom(image(), baseLayers()));
        this.service = new Memo<>(this::startService);
        this.process = new Memo<>(() -> service.get().process());
    }

    long contextBytes() {
        return lab.contextBytes();
    }

    @Override
    public Dockerfile dockerfile() {
        return dockerfile;
    }

    @Override
    public Optional<Instruction> instruction(BuildStep step) {
        return step.position()
                .flatMap(
                        position -> dockerfile.stage(position.stage()).flatMap(stage -> stage.step(position.number())));
    }

    @Override
    public BuildOutcome build() {
        return build.get();
    }

    @Override
    public Image image() {
        return image.get();
    }

    private Image imageOf(BuildOutcome outcome) {
        if (outcome instanceof BuildOutcome.Built built) {
            return engine.image(built.imageId());
        }
        throw new Unobservable("the image did not build");
    }

    @Override
    public int baseLayers() {
        return baseLayers.get();
    }

    private int countBaseLayers() {
        Stage lowest = dockerfile.finalChain().getLast();
        return lowest.isOnImage() ? image().layersSharedWith(engine.image(lowest.base())) : 0;
    }

    @Override
    public List<LayerFile> layerFiles(int index) {
        return index >= baseLayers() ? ownLayers.get().get(index - baseLayers()) : engine.layerFiles(image(), index);
    }

    @Override
    public Optional<Instruction> layerInstruction(int index) {
        List<Instruction> makers = makers();
        // One layer an instruction; with a base whose triggers make layers of their own it cannot be told.
        return image().layers().size() - baseLayers() == makers.size() && index >= baseLayers()
                ? Optional.of(makers.get(index - baseLayers()))
                : Optional.empty();
    }

    /** The instructions of the final stages that make a layer, in the order of the layers. */
    private List<Instruction> makers() {
        var makers = new ArrayList<Instruction>();
        for (Stage stage : dockerfile.finalChain().reversed()) {
            int first = stage.isOnImage() ? 2 : 1;
            IntStream.iterate(first, number -> number + 1)
                    .mapToObj(stage::step)
                    .takeWhile(Optional::isPresent)
                    .forEach(step -> makers.add(step.orElseThrow()));
        }
        return makers;
    }

    private Optional<List<LayerFile>> layerOf(BuildStep step) {
        return instruction(step)
                .flatMap(instruction -> IntStream.range(
                                baseLayers(), image().layers().size())
                        .filter(index -> layerInstruction(index)
                                .filter(instruction::equals)
                                .isPresent())
                        .mapToObj(this::layerFiles)
                        .findFirst());
    }

    @Override
    public Rebuild rebuild(String edit) {
        return rebuilds.computeIfAbsent(edit, name -> new Memo<>(() -> rebuildAfter(name)))
                .get();
    }

    /** Rebuilds that were made, for the verdict. */
    Optional<Rebuild> anyRebuild() {
        return rebuilds.values().stream()
                .filter(Memo::isGathered)
                .map(Memo::get)
                .findFirst();
    }

    private Rebuild rebuildAfter(String name) {
        image();
        control.get();
        String nonce = UUID.randomUUID().toString();
        var edit = exercise.edit(name);
        BuildOutcome outcome = lab.edited(edit, nonce);
        boolean reaches = outcome instanceof BuildOutcome.Built built
                && !engine.filesContaining(engine.image(built.imageId()), baseLayers(), nonce)
                        .isEmpty();
        return new Rebuild(
                List.of(edit.file()),
                outcome,
                new Installs(this::layerOf).of(build()),
                outcome.steps().stream()
                        .filter(step -> BuildLab.isInstruction(step) && step.executed() && !step.cached())
                        .toList(),
                reaches);
    }

    @Override
    public long referenceBytes() {
        return reference.getAsLong();
    }

    /**
     * Starts the service while other things are looked at. If it fails, whoever asks for the service first hears of it.
     */
    void startServiceAhead() {
        ahead = Optional.of(Thread.ofVirtual().name("service-start").start(() -> {
            try {
                service.get();
            } catch (RuntimeException keptByTheMemo) {
                // Thrown again to the first check that asks for the service.
            }
        }));
    }

    private Service startService() {
        Image built = image();
        events.accept(new GradingEvent.Phase("run"));
        Optional<HealthPace> pace = built.config()
                .healthcheck()
                .map(declared -> new HealthPace(HEALTH_PACE, startupTime(), Optional.empty()));
        return Service.start(engine, new RunRequest(built.id(), Map.of(), false, pace, limits.run()));
    }

    @Override
    public ContainerState stateAfter(Duration time) {
        return service.get().after(time);
    }

    @Override
    public ContainerState healthWithin(Duration time) {
        return service.get().healthWithin(time);
    }

    @Override
    public Duration startupTime() {
        return exercise.settings().run().startTime();
    }

    @Override
    public RunLimits runLimits() {
        return limits.run();
    }

    @Override
    public long refusedTasks() {
        return service.get().refusedTasks();
    }

    @Override
    public Disk disk() {
        return engine.disk();
    }

    @Override
    public ProcessFacts process() {
        return process.get();
    }

    @Override
    public List<ListeningSocket> listeningSockets() {
        return service.get().sockets();
    }

    @Override
    public HttpReply http(HttpProbe probe) {
        return service.get().http(probe);
    }

    @Override
    public String logTail() {
        return service.get().logTail();
    }

    /** Whether something happened after which the sandbox had better not be used again. */
    Optional<String> anomaly() {
        if (build.isGathered() && build.get() instanceof BuildOutcome.LimitReached limit) {
            return Optional.of(limit.limit().reason());
        }
        return service.isGathered() && service.get().state().outOfMemory()
                ? Optional.of("a container ran out of memory")
                : Optional.empty();
    }

    @Override
    public void close() {
        try {
            if (ahead.isPresent()) {
                ahead.get().join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (service.isGathered()) {
            service.get().close();
        }
    }
}
