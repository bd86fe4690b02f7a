package dev.drydock.grading;

import dev.drydock.content.Exercise;
import dev.drydock.content.Submission;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.Disk;
import dev.drydock.engine.Engine;
import dev.drydock.engine.Gpus;
import dev.drydock.engine.Image;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.TextMatch;
import dev.drydock.sandbox.IndexMark;
import dev.drydock.sandbox.IndexRequest;
import dev.drydock.sandbox.IndexVersion;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** What is observed of one submission in one sandbox, each fact when it is first asked for. */
final class Examination implements Observations, AutoCloseable {

    private static final int MOST_CONTENT = 1 << 20;

    private final Engine engine;
    private final Limits limits;
    private final Exercise exercise;
    private final Dockerfile dockerfile;
    private final BuildLab lab;
    private final LongSupplier reference;
    private final Sandbox sandbox;
    private final Set<Check.Need> needs;
    private final Memo<Optional<Image>> later;
    private final Memo<BuildOutcome> build;
    private final Memo<Boolean> control;
    private final Memo<Image> image;
    private final Memo<Integer> baseLayers;
    private final Memo<ImageFiles> files;
    private final Containers containers;
    private final Map<String, Memo<Rebuild>> rebuilds = new ConcurrentHashMap<>();

    Examination(
            Sandbox sandbox,
            Limits limits,
            Submission submission,
            Dockerfile dockerfile,
            LongSupplier reference,
            Set<Check.Need> needs,
            Consumer<GradingEvent> events) {
        this.sandbox = sandbox;
        this.needs = Set.copyOf(needs);
        this.engine = sandbox.engine();
        this.limits = limits;
        this.exercise = submission.exercise();
        this.dockerfile = dockerfile;
        this.lab = new BuildLab(engine, sandbox.buildHosts(), limits, submission, events);
        this.reference = reference;
        this.build = new Memo<>(lab::first);
        this.control = new Memo<>(() -> {
            lab.control();
            return true;
        });
        this.image = new Memo<>(() -> imageOf(build()));
        this.baseLayers = new Memo<>(this::countBaseLayers);
        this.later = new Memo<>(this::buildLater);
        this.files = new Memo<>(() -> ImageFiles.of(engine.layerFilesFrom(image(), 0)));
        this.containers = new Containers(
                engine, limits.run(), startupTime(), this::image, () -> events.accept(new GradingEvent.Phase("run")));
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
    public ImageFiles files() {
        return files.get();
    }

    @Override
    public ImageFiles files(Image other) {
        return ImageFiles.of(engine.layerFilesFrom(other, 0));
    }

    @Override
    public Optional<Image> base(String reference) {
        return engine.images().stream()
                .filter(summary -> summary.tags().contains(reference))
                .findFirst()
                .map(summary -> engine.image(summary.id()));
    }

    @Override
    public byte[] content(ImageFiles.Entry entry) {
        return engine.content(image(), entry.layer(), entry.path(), MOST_CONTENT);
    }

    @Override
    public List<TextMatch> search(String expression) {
        return engine.search(image(), baseLayers(), expression);
    }

    @Override
    public Optional<byte[]> contextFile(String path) {
        return lab.contextFile(path);
    }

    @Override
    public Map<String, Long> contextFiles() {
        return lab.contextFiles();
    }

    @Override
    public Optional<Instruction> layerInstruction(int index) {
        return LayerMakers.of(dockerfile, image(), baseLayers(), index);
    }

    private Optional<Installs.Layer> layerOf(BuildStep step) {
        return instruction(step)
                .flatMap(instruction -> IntStream.range(
                                baseLayers(), image().layers().size())
                        .filter(index -> layerInstruction(index)
                                .filter(instruction::equals)
                                .isPresent())
                        .mapToObj(index -> new Installs.Layer(
                                files().layers().get(index),
                                () -> ImageFiles.of(files().layers().subList(0, index))))
                        .findFirst());
    }

    @Override
    public Rebuild rebuild(String edit) {
        return rebuilds.computeIfAbsent(edit, name -> new Memo<>(() -> rebuildAfter(name)))
                .get();
    }

    /** The first of the exercise's rebuilds that was made, for the verdict. */
    Optional<Rebuild> anyRebuild() {
        return exercise.settings().edits().stream()
                .flatMap(edit -> Optional.ofNullable(rebuilds.get(edit.name())).stream())
                .filter(Memo::isGathered)
                .map(Memo::get)
                .findFirst();
    }

    private Rebuild rebuildAfter(String name) {
        image();
        control.get();
        String nonce = UUID.randomUUID().toString();
        var edit = exercise.edit(name);
        Optional<IndexMark> mark =
                needs.contains(Check.Need.INDEX_REQUESTS) ? Optional.of(sandbox.indexMark()) : Optional.empty();
        BuildOutcome outcome = lab.edited(edit, nonce);
        Optional<List<String>> requested = mark.map(this::answeredSince);
        Optional<Image> rebuilt = outcome instanceof BuildOutcome.Built built
                ? Optional.of(engine.image(built.imageId()))
                : Optional.empty();
        boolean reaches = rebuilt.filter(image ->
                        !engine.filesContaining(image, baseLayers(), nonce).isEmpty())
                .isPresent();
        return new Rebuild(
                List.of(edit.file()),
                outcome,
                new Installs(this::layerOf).of(build()),
                outcome.steps().stream()
                        .filter(step -> BuildLab.isInstruction(step) && step.executed() && !step.cached())
                        .toList(),
                reaches,
                rebuilt,
                requested);
    }

    private List<String> answeredSince(IndexMark mark) {
        return sandbox.requests(mark).stream()
                .filter(IndexRequest::answered)
                .map(request -> request.kind() == IndexRequest.Kind.PYTHON_INDEX
                        ? "the index page of " + request.name()
                        : request.name())
                .toList();
    }

    @Override
    public Optional<Image> later() {
        return later.get();
    }

    private Optional<Image> buildLater() {
        image();
        sandbox.index(IndexVersion.MOVED);
        try {
            return lab.anew() instanceof BuildOutcome.Built built
                    ? Optional.of(engine.image(built.imageId()))
                    : Optional.empty();
        } finally {
            sandbox.index(IndexVersion.CURRENT);
        }
    }

    @Override
    public long referenceBytes() {
        return reference.getAsLong();
    }

    @Override
    public RunningService service() {
        return containers.service();
    }

    @Override
    public RunningService service(Circumstances circumstances) {
        return containers.service(circumstances);
    }

    @Override
    public CommandResult command(Command command) {
        return containers.command(command);
    }

    @Override
    public Gpus gpus() {
        return engine.gpus();
    }

    @Override
    public List<String> gpusSeen(int count) {
        return containers.gpusSeen(count);
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
    public Disk disk() {
        return engine.disk();
    }

    /** Whether something happened after which the sandbox had better not be used again. */
    Optional<String> anomaly() {
        if (build.isGathered() && build.get() instanceof BuildOutcome.LimitReached limit) {
            return Optional.of(limit.limit().reason());
        }
        return containers.ranOutOfMemory() ? Optional.of("a container ran out of memory") : Optional.empty();
    }

    @Override
    public void close() {
        containers.close();
    }
}
