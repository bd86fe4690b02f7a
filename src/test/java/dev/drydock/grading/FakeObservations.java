package dev.drydock.grading;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileParser;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.Disk;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.Image;
import dev.drydock.engine.ImageConfig;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.ListeningSocket;
import dev.drydock.engine.ProcessFacts;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.StepResult;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts that a test states. What was not stated cannot be observed. */
public final class FakeObservations implements Observations {

    private final Dockerfile dockerfile;
    private final Map<Integer, Integer> layerLines = new HashMap<>();
    private final List<ListeningSocket> sockets = new ArrayList<>();
    private final List<Image.Layer> layers =
            new ArrayList<>(List.of(new Image.Layer("sha256:base", 80_000_000, "base")));
    private String user = "";
    private String workingDir = "";
    private List<String> command = List.of();
    private List<String> exposedPorts = List.of();
    private Optional<ImageConfig.Healthcheck> healthcheck = Optional.empty();
    private long referenceBytes;
    private int baseLayers = 1;
    private Disk disk = new Disk(1L << 30, 1L << 29);
    private long refusedTasks;
    private String log = "";
    private Optional<BuildOutcome> build = Optional.empty();
    private Optional<Rebuild> rebuild = Optional.empty();
    private Optional<ContainerState> state = Optional.empty();
    private Optional<ProcessFacts> process = Optional.empty();
    private HttpReply reply = new HttpReply.NoAnswer("connection refused");

    /** What the check asked for over HTTP. */
    public final List<HttpProbe> probes = new ArrayList<>();

    /** How long the check was ready to wait. */
    public Duration waited = Duration.ZERO;

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

    public FakeObservations state(ContainerState now) {
        state = Optional.of(now);
        return this;
    }

    public FakeObservations logged(String text) {
        log = text;
        return this;
    }

    public FakeObservations process(int uid, String... commandLine) {
        process = Optional.of(new ProcessFacts(uid, uid, List.of(commandLine), Map.of()));
        return this;
    }

    public FakeObservations listening(String address, int port) {
        try {
            sockets.add(new ListeningSocket(InetAddress.getByName(address), port));
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(notAnAddress);
        }
        return this;
    }

    public FakeObservations replying(HttpReply answer) {
        reply = answer;
        return this;
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
        return build.orElseThrow(FakeObservations::unstated);
    }

    @Override
    public Image image() {
        var config = new ImageConfig(
                user,
                workingDir,
                Map.of(),
                List.of(),
                command,
                exposedPorts,
                List.of(),
                Map.of(),
                healthcheck,
                Optional.empty());
        return new Image("sha256:image", config, layers, List.of());
    }

    @Override
    public int baseLayers() {
        return baseLayers;
    }

    @Override
    public List<LayerFile> layerFiles(int index) {
        return List.of();
    }

    @Override
    public Optional<Instruction> layerInstruction(int index) {
        return dockerfile.finalStage().instructions().stream()
                .filter(instruction -> instruction.lines().start() == layerLines.getOrDefault(index, 0))
                .findFirst();
    }

    @Override
    public Rebuild rebuild(String edit) {
        return rebuild.orElseThrow(FakeObservations::unstated);
    }

    @Override
    public long referenceBytes() {
        return referenceBytes;
    }

    @Override
    public ContainerState stateAfter(Duration time) {
        waited = time;
        return state.orElseThrow(FakeObservations::unstated);
    }

    @Override
    public ContainerState healthWithin(Duration time) {
        return stateAfter(time);
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
    public long refusedTasks() {
        return refusedTasks;
    }

    /** States how often the service was refused another process. */
    public FakeObservations refusing(long tasks) {
        refusedTasks = tasks;
        return this;
    }

    @Override
    public ProcessFacts process() {
        return process.orElseThrow(FakeObservations::unstated);
    }

    @Override
    public List<ListeningSocket> listeningSockets() {
        return List.copyOf(sockets);
    }

    @Override
    public HttpReply http(HttpProbe probe) {
        probes.add(probe);
        return reply;
    }

    @Override
    public String logTail() {
        return log;
    }

    private static Unobservable unstated() {
        return new Unobservable("the test did not state it");
    }
}
