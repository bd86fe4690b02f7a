package dev.drydock.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The engine in a sandbox, reached through a unix socket, with a shell beside it. */
public final class NestedEngine implements Engine {

    private final EngineApi api;
    private final SystemInfo system;
    private final SandboxShell shell;
    private final Runnable onClose;
    private final GpuDriver gpus;
    private final ContainerFiles files;
    private final Containers containers;
    private final Observer observer;
    private final Watchers watchers;
    private final Images images;
    private final Layers layers;
    private final Emptying emptying;
    private final Builds builds;

    /**
     * @param socket of the engine's API
     * @param shell runs programs in the engine's sandbox
     */
    public NestedEngine(Path socket, SandboxShell shell) {
        this(socket, shell, () -> {});
    }

    /** @param onClose run after the engine is closed, such as to close the socket */
    NestedEngine(Path socket, SandboxShell shell, Runnable onClose) {
        this.api = new EngineApi(EngineAddress.ofSocket(socket));
        this.system = new SystemInfo(api);
        this.shell = shell;
        this.onClose = onClose;
        this.gpus = new GpuDriver(shell);
        this.files = new ContainerFiles(api, shell);
        this.containers = new Containers(api, gpus, files);
        this.observer = new Observer(shell, containers);
        this.watchers = new Watchers(shell, containers);
        this.images = new Images(api, shell, system::dataRoot);
        this.layers = new Layers(shell, images, system::insideIds);
        this.emptying = new Emptying(api);
        this.builds = new Builds(api, shell);
    }

    @Override
    public EngineInfo info() {
        return system.info();
    }

    @Override
    public BuildOutcome build(BuildRequest request, Consumer<BuildEvent> events) {
        emptying.remember(request.tag());
        BuildOutcome outcome = builds.build(request, events);
        return outcome instanceof BuildOutcome.Failed failed ? explained(failed) : outcome;
    }

    private BuildOutcome explained(BuildOutcome.Failed failed) {
        try {
            return FailedByLimit.find(failed, this::share)
                    .<BuildOutcome>map(
                            hit -> new BuildOutcome.LimitReached(failed.step(), hit, failed.steps(), failed.took()))
                    .orElse(failed);
        } catch (EngineException unexplained) {
            // That it failed is known; only the explanation is not to be had.
            return failed;
        }
    }

    /** Whether a learner's processes met the sandbox's own limit since it was started, which its counters never forget. */
    public boolean tasksExhausted() {
        return share().tasksExhausted();
    }

    private LearnersShare share() {
        return LearnersShare.read(shell, system.dataRoot());
    }

    @Override
    public Image image(String reference) {
        return images.image(reference);
    }

    @Override
    public List<ImageSummary> images() {
        return images.list();
    }

    @Override
    public List<LayerFile> layerFiles(Image image, int index) {
        return layers.at(image, index);
    }

    @Override
    public List<List<LayerFile>> layerFilesFrom(Image image, int fromLayer) {
        return layers.from(image, fromLayer);
    }

    @Override
    public List<String> filesContaining(Image image, int fromLayer, String text) {
        return layers.filesContaining(image, fromLayer, text);
    }

    @Override
    public void search(
            Image image, int fromLayer, SearchTerms terms, Collection<FileInLayer> except, Consumer<TextMatch> found) {
        new LayerSearch(shell, images).search(image, fromLayer, terms, except, found);
    }

    @Override
    public List<RecognisedFile> recognise(Image image, int fromLayer) {
        return new LayerScan(shell, images).from(image, fromLayer);
    }

    @Override
    public List<FoundFile> filesEqualTo(Image image, int fromLayer, byte[] content) {
        return layers.filesEqualTo(image, fromLayer, content);
    }

    @Override
    public byte[] content(Image image, int layer, String path, int maxBytes) {
        return layers.content(image, layer, path, maxBytes);
    }

    @Override
    public Container run(RunRequest request) {
        return containers.run(request);
    }

    @Override
    public Container run(RunRequest request, List<String> watched) {
        return watchers.run(request, watched);
    }

    @Override
    public Activity activity(Container container) {
        return watchers.activity(container);
    }

    @Override
    public ContainerProcesses processes(Container container) {
        return observer.processes(container);
    }

    @Override
    public List<String> written(Container container, String name) {
        return containers.inspect(container).map(at -> files.written(at, name)).orElse(List.of());
    }

    @Override
    public Sampling sample(Container container, List<Sampling.Request> requests, Duration time) {
        return observer.sample(container, requests, time);
    }

    @Override
    public void breakDown(Container container, Outage how, int port, Optional<String> body) {
        observer.breakDown(container, how, port, body);
    }

    @Override
    public void mend(Container container, Outage how, int port) {
        observer.mend(container, how, port);
    }

    @Override
    public StopUnderLoad stop(Container container, List<HttpProbe> probes, ClientProfile client, Stopping stopping) {
        return observer.stop(container, probes, client, stopping);
    }

    @Override
    public void signal(Container container, String signal, List<ContainerProcess> processes) {
        observer.signal(container, signal, processes);
    }

    @Override
    public ContainerState state(Container container) {
        return containers.state(container);
    }

    @Override
    public ContainerState await(Container container, Predicate<ContainerState> condition, Duration limit) {
        return containers.await(container, condition, limit);
    }

    @Override
    public String logs(Container container, int maxBytes) {
        return containers.logs(container, maxBytes);
    }

    @Override
    public Optional<ProcessFacts> process(Container container) {
        return observer.process(container);
    }

    @Override
    public Disk disk() {
        return share().disk();
    }

    @Override
    public Gpus gpus() {
        return gpus.gpus();
    }

    @Override
    public List<String> gpuCalls(Container container) {
        return gpus.calls(container);
    }

    @Override
    public Optional<byte[]> file(Container container, String path, int maxBytes) {
        return container.refusal().isPresent() ? Optional.empty() : files.read(container.id(), path, maxBytes);
    }

    @Override
    public long refusedTasks(Container container) {
        return observer.refusedTasks(container);
    }

    @Override
    public CpuTimes cpuTimes(Container container) {
        return observer.cpuTimes(container);
    }

    @Override
    public List<ListeningSocket> listeningSockets(Container container) {
        return observer.listeningSockets(container);
    }

    @Override
    public HttpReply http(Container container, HttpProbe probe, ClientProfile client) {
        return observer.http(container, probe, client);
    }

    @Override
    public List<HttpReply> http(Container container, List<HttpProbe> probes, ClientProfile client) {
        return observer.http(container, probes, client);
    }

    @Override
    public Map<Integer, Integer> repeat(Container container, HttpProbe probe, Repetition how, ClientProfile client) {
        return observer.repeat(container, probe, how, client);
    }

    @Override
    public void signal(Container container, String signal, boolean everyProcess) {
        if (everyProcess) {
            observer.signalAll(container, signal);
        } else {
            containers.signal(container, signal);
        }
    }

    @Override
    public List<OptionalInt> connect(Container container, Sampling.Request request, int count, Duration time) {
        return observer.connect(container, request, count, time);
    }

    @Override
    public void restart(Container container, boolean killed) {
        containers.restart(container, killed);
    }

    @Override
    public void remove(Container container) {
        containers.remove(container);
        watchers.end(container);
    }

    @Override
    public void empty(Set<String> keepImageIds) {
        emptying.empty(keepImageIds);
        containers.forgetNetwork();
        watchers.endAll();
        gpus.discardAll();
    }

    @Override
    public EngineUsage usage() {
        return emptying.usage();
    }

    @Override
    public void close() {
        containers.close();
        api.close();
        onClose.run();
    }
}
