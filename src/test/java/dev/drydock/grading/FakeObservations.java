package dev.drydock.grading;

import dev.drydock.content.Questions;
import dev.drydock.content.Variant;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileParser;
import dev.drydock.dockerfile.IgnoreRules;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.NumberedSteps;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.Disk;
import dev.drydock.engine.Gpus;
import dev.drydock.engine.Image;
import dev.drydock.engine.ImageConfig;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.StepResult;
import dev.drydock.grading.jobs.JobRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Facts that a test states. What was not stated cannot be observed. */
public final class FakeObservations extends FakeFiles<FakeObservations> implements Observations {

    private final Dockerfile dockerfile;
    private final Map<Integer, Integer> layerLines = new HashMap<>();
    private final List<Image.Layer> layers =
            new ArrayList<>(List.of(new Image.Layer("sha256:base", 80_000_000, "base")));
    private String user = "";
    private String workingDir = "";
    private List<String> entrypoint = List.of();
    private List<String> command = List.of();
    private List<String> exposedPorts = List.of();
    private Optional<ImageConfig.Healthcheck> healthcheck = Optional.empty();
    private Optional<Rebuild> again = Optional.empty();
    private List<String> editable = List.of("Dockerfile", ".dockerignore");
    private BuildOutcome variantBuild = new BuildOutcome.Built("sha256:variant", List.of(), Duration.ZERO);
    private long referenceBytes;
    private int baseLayers = 1;
    private OptionalInt servicePort = OptionalInt.of(8000);
    private final Map<String, Set<String>> places = new HashMap<>();
    private Disk disk = new Disk(1L << 30, 1L << 29);
    private Optional<BuildOutcome> build = Optional.empty();
    private Optional<Rebuild> rebuild = Optional.empty();
    private Later later =
            new Later(new BuildOutcome.Failed(Optional.empty(), "no", List.of(), Duration.ZERO), Optional.empty());
    private final List<Install> installs = new ArrayList<>();
    private IgnoredFiles ignored = IgnoredFiles.NONE;
    private final Map<String, ImageFiles> otherFiles = new HashMap<>();
    private final Map<String, Image> bases = new HashMap<>();
    private final Map<Command, CommandResult> commands = new HashMap<>();
    private final Map<JobRequest, JobRun> jobs = new HashMap<>();
    private Gpus gpus = new Gpus(Gpus.Kind.SIMULATED, List.of("GPU-0", "GPU-1"));
    private Optional<List<String>> gpusSeen = Optional.empty();

    private final Map<String, Questions> questions = new HashMap<>();
    private final Map<String, List<ReferenceAnswer>> referenceAnswers = new HashMap<>();
    private final Random lot = new Random(4);

    /** Circumstances that the check asked for. */
    public final List<Circumstances> asked = new ArrayList<>();

    private FakeObservations(Dockerfile dockerfile) {
        this.dockerfile = dockerfile;
    }

    public static FakeObservations of(String dockerfile) {
        return new FakeObservations(DockerfileParser.parse("Dockerfile", dockerfile));
    }

    /** A step's result as BuildKit names it, such as {@code [2/4] RUN make}. */
    public static StepResult step(String name, String log) {
        return new StepResult(
                BuildStep.of("sha256:" + name, name), false, true, Duration.ofSeconds(2), Optional.empty(), log);
    }

    public FakeObservations built(BuildOutcome outcome) {
        build = Optional.of(outcome);
        return this;
    }

    public FakeObservations rebuilt(Rebuild outcome) {
        rebuild = Optional.of(outcome);
        return this;
    }

    public FakeObservations user(String declared) {
        user = declared;
        return this;
    }

    public FakeObservations workingDir(String declared) {
        workingDir = declared;
        return this;
    }

    public FakeObservations command(String... declared) {
        command = List.of(declared);
        return this;
    }

    public FakeObservations entrypoint(String... declared) {
        entrypoint = List.of(declared);
        return this;
    }

    public FakeObservations exposing(String... ports) {
        exposedPorts = List.of(ports);
        return this;
    }

    public FakeObservations healthcheck(ImageConfig.Healthcheck declared) {
        healthcheck = Optional.of(declared);
        return this;
    }

    /**
     * A layer above the base.
     *
     * @param line of the instruction that made it
     */
    public FakeObservations layer(long bytes, int line) {
        layerLines.put(layers.size(), line);
        layers.add(new Image.Layer("sha256:" + layers.size(), bytes, "line " + line));
        return this;
    }

    public FakeObservations reference(long bytes) {
        referenceBytes = bytes;
        return this;
    }

    public FakeObservations withoutBaseLayers() {
        baseLayers = 0;
        return this;
    }

    @Override
    public Dockerfile dockerfile() {
        return dockerfile;
    }

    @Override
    public Optional<Instruction> instruction(BuildStep step) {
        NumberedSteps steps = NumberedSteps.of(dockerfile, reference -> NumberedSteps.Base.NONE);
        return step.position()
                .flatMap(position ->
                        dockerfile.stage(position.stage()).flatMap(stage -> steps.step(stage, position.number())));
    }

    @Override
    public BuildOutcome build() {
        return build.orElseThrow(FakeService::unstated);
    }

    @Override
    public Image image() {
        var config = new ImageConfig(
                user,
                workingDir,
                environment,
                entrypoint,
                command,
                exposedPorts,
                volumes,
                labels,
                healthcheck,
                Optional.empty());
        return new Image("sha256:image", config, layers, history);
    }

    @Override
    public int baseLayers() {
        return baseLayers;
    }

    @Override
    public ImageFiles files() {
        return ImageFiles.of(layerFiles);
    }

    @Override
    public ImageFiles files(Image other) {
        return Optional.ofNullable(otherFiles.get(other.id())).orElseThrow(FakeService::unstated);
    }

    /** States what another image holds. */
    public FakeObservations holding(Image other, List<List<LayerFile>> files) {
        otherFiles.put(other.id(), ImageFiles.of(files));
        return this;
    }

    @Override
    public Later later() {
        return later;
    }

    @Override
    public List<Install> installs() {
        return installs;
    }

    /** States a step that puts packages into a stage, and the files by which they are known. */
    public FakeObservations installing(StepResult step, String... records) {
        installs.add(new Install(step, OptionalInt.empty(), List.of(records)));
        return this;
    }

    /** States what the same files make later; nothing, unless it is stated. */
    public FakeObservations later(Image image) {
        later = new Later(new BuildOutcome.Built(image.id(), List.of(), Duration.ZERO), Optional.of(image));
        return this;
    }

    @Override
    public Optional<Image> base(String reference) {
        return Optional.ofNullable(bases.get(reference));
    }

    /** States an image that the sandbox holds. */
    public FakeObservations base(String reference, Image base) {
        bases.put(reference, base);
        return this;
    }

    @Override
    public IgnoredFiles ignored() {
        return ignored;
    }

    /** States an ignore file, and files of the context that it may keep out. */
    public FakeObservations ignoring(String rules, String... paths) {
        IgnoreRules read = IgnoreRules.parse(".dockerignore", rules);
        ignored = IgnoredFiles.of(dockerfile, List.of(paths), read::excludedBy);
        return this;
    }

    @Override
    public Optional<Instruction> layerInstruction(int index) {
        return dockerfile.finalStage().instructions().stream()
                .filter(instruction -> instruction.lines().start() == layerLines.getOrDefault(index, 0))
                .findFirst();
    }

    @Override
    public Rebuild rebuild(String edit) {
        return rebuild.orElseThrow(FakeService::unstated);
    }

    @Override
    public long referenceBytes() {
        return referenceBytes;
    }

    /** States what the reference solution answers. */
    public FakeObservations answered(Questions asked, Optional<String> variant, List<ReferenceAnswer> answers) {
        questions.put(asked.name(), asked);
        referenceAnswers.put(asked.name() + variant, answers);
        return this;
    }

    @Override
    public List<ReferenceAnswer> referenceAnswers(String name, Optional<String> variant) {
        return Optional.ofNullable(referenceAnswers.get(name + variant)).orElseThrow(FakeService::unstated);
    }

    @Override
    public Questions questions(String name) {
        return Optional.ofNullable(questions.get(name)).orElseThrow(FakeService::unstated);
    }

    @Override
    public Variant variantSettings(String name) {
        return new Variant(name, "another model", Optional.empty());
    }

    @Override
    public RandomGenerator lot() {
        return lot;
    }

    @Override
    public RunningService variant(String name) {
        return this;
    }

    @Override
    public RunningService rebuilt(String edit) {
        return this;
    }

    @Override
    public List<String> editable() {
        return editable;
    }

    @Override
    public Rebuild rebuildAgain(String edit) {
        return again.orElseThrow(FakeService::unstated);
    }

    /** States what comes of a second rebuild. */
    public FakeObservations rebuiltAgain(Rebuild rebuild) {
        again = Optional.of(rebuild);
        return this;
    }

    /** States what learners may hand in. */
    public FakeObservations editable(String... paths) {
        editable = List.of(paths);
        return this;
    }

    @Override
    public BuildOutcome variantBuild(String name) {
        return variantBuild;
    }

    /** States what comes of building with a variant's files. */
    public FakeObservations variantBuild(BuildOutcome outcome) {
        variantBuild = outcome;
        return this;
    }

    @Override
    public RunningService service() {
        return this;
    }

    @Override
    public RunningService service(Circumstances circumstances) {
        asked.add(circumstances);
        return this;
    }

    @Override
    public CommandResult command(Command command) {
        return Optional.ofNullable(commands.get(command)).orElseThrow(FakeService::unstated);
    }

    @Override
    public Gpus gpus() {
        return gpus;
    }

    @Override
    public CommandResult gpuListing(int count) {
        List<String> uuids = gpusSeen.orElseGet(() -> gpus.uuids().subList(0, count));
        String listing =
                uuids.stream().map("GPU 0: Fake (UUID: %s)\n"::formatted).collect(Collectors.joining());
        return new CommandResult(
                true, 0, listing, Optional.empty(), gpus.uuids().subList(0, count), List.of());
    }

    @Override
    public JobRun job(JobRequest request) {
        return Optional.ofNullable(jobs.get(request)).orElseThrow(FakeService::unstated);
    }

    /** States what comes of a job. */
    public FakeObservations did(JobRequest request, JobRun run) {
        jobs.put(request, run);
        return this;
    }

    /** States what GPUs there are, two simulated ones unless it is stated. */
    public FakeObservations gpus(Gpus there) {
        gpus = there;
        return this;
    }

    /** States what containers see of them, as many as they were given unless it is stated. */
    public FakeObservations seeingGpus(List<String> uuids) {
        gpusSeen = Optional.of(uuids);
        return this;
    }

    /** States what a program in place of the image's own does. */
    public FakeObservations commanded(List<String> argv, CommandResult result) {
        return commanded(Command.program(argv), result);
    }

    /** States what comes of a container. */
    public FakeObservations commanded(Command command, CommandResult result) {
        commands.put(command, result);
        return this;
    }

    @Override
    public OptionalInt servicePort() {
        return servicePort;
    }

    /** States that the image is no service. */
    public FakeObservations withoutPort() {
        servicePort = OptionalInt.empty();
        return this;
    }

    @Override
    public Set<String> placesOf(String contextFile) {
        return places.getOrDefault(contextFile, Set.of());
    }

    /** States where a file of the context lies in the image. */
    public FakeObservations placed(String contextFile, String... paths) {
        places.put(contextFile, Set.of(paths));
        return this;
    }

    @Override
    public Duration startupTime() {
        return Duration.ofSeconds(10);
    }

    @Override
    public RunLimits runLimits() {
        return new RunLimits(1L << 30, 1, 256, 1024, 1 << 26, 1 << 20);
    }

    @Override
    public Disk disk() {
        return disk;
    }

    /** States what is left of the disk. */
    public FakeObservations disk(Disk disk) {
        this.disk = disk;
        return this;
    }

    @Override
    FakeObservations self() {
        return this;
    }
}
