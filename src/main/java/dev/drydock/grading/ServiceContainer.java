package dev.drydock.grading;

import dev.drydock.engine.Activity;
import dev.drydock.engine.Container;
import dev.drydock.engine.ContainerProcess;
import dev.drydock.engine.ContainerProcesses;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.ContainerState.Status;
import dev.drydock.engine.Engine;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.ListeningSocket;
import dev.drydock.engine.Outage;
import dev.drydock.engine.ProcessFacts;
import dev.drydock.engine.Repetition;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.RunRequest;
import dev.drydock.engine.Sampling;
import dev.drydock.engine.StopOutcome;
import dev.drydock.engine.StopUnderLoad;
import dev.drydock.grading.ContainerClock.Mark;
import dev.drydock.text.Sizes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The submission's service in one container, which goes away when this is closed. */
final class ServiceContainer implements RunningService, AutoCloseable {

    private static final int TAIL_BYTES = 4096;
    private static final int LOG_BYTES = 256 * 1024;

    /** For the first answer, which may have to wait for what is imported late. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

    private final Engine engine;
    private final Container container;
    private final RunLimits limits;
    private final Clients clients;
    private final ContainerClock clock;
    private final String stopSignal;
    private final ServiceClient client;
    private final Map<Integer, Memo<Settled>> settled = new ConcurrentHashMap<>();
    private final Optional<Sampling> sampling;

    private ServiceContainer(
            Engine engine,
            RunRequest request,
            String stopSignal,
            Clients clients,
            boolean careful,
            StartPlan plan,
            Set<String> watched) {
        this.engine = engine;
        this.container =
                plan.equals(StartPlan.NOTHING) ? engine.run(request) : engine.run(request, List.copyOf(watched));
        this.limits = request.limits();
        this.clients = clients;
        this.clock = new ContainerClock(engine, container, limits.cpus());
        this.stopSignal = stopSignal;
        this.client = new ServiceClient(engine, container, clock, clients, careful);
        this.sampling = plan.requests().isEmpty()
                ? Optional.empty()
                : Optional.of(engine.sample(container, plan.requests(), plan.time()));
    }

    /**
     * Starts one.
     *
     * @param stopSignal that the image names, or SIGTERM
     * @param clients who ask it
     * @param careful whether each answer is timed on the container's own clock, which costs a look at the counters
     * @param plan what is asked from its start
     * @param watched paths in the image of the plan's files; which are watched if there is a plan
     */
    static ServiceContainer start(
            Engine engine,
            RunRequest request,
            String stopSignal,
            Clients clients,
            boolean careful,
            StartPlan plan,
            Set<String> watched) {
        return new ServiceContainer(engine, request, stopSignal, clients, careful, plan, watched);
    }

    /** How much longer than on an idle machine things took, until it ended or until now: 1 and more. */
    double slowdown() {
        if (state().running()) {
            clock.now();
        }
        return clock.slowdown();
    }

    @Override
    public ContainerState state() {
        return engine.state(container);
    }

    @Override
    public ContainerState stateAfter(Duration time) {
        return within(state -> !state.running(), time, clock.start());
    }

    @Override
    public ContainerState healthWithin(Duration time) {
        return within(state -> isHealth(state, Status.HEALTHY), time, clock.start());
    }

    @Override
    public ContainerState unhealthyWithin(int failures, Duration time) {
        return within(state -> hasFailed(state, failures), time, clock.now());
    }

    /** The state as soon as it is as wanted, or it has ended, or the time is up on the container's own clock. */
    private ContainerState within(Predicate<ContainerState> wanted, Duration time, Mark since) {
        while (true) {
            ContainerState state = engine.await(container, wanted.or(now -> !now.running()), clock.left(time, since));
            if (wanted.test(state) || !state.running() || !clock.grants(time, since)) {
                return state;
            }
        }
    }

    @Override
    public ContainerState healthyWithin(Duration time) {
        return within(state -> isHealth(state, Status.HEALTHY), time, clock.now());
    }

    private static boolean hasFailed(ContainerState state, int times) {
        return state.health().filter(health -> health.failingStreak() >= times).isPresent();
    }

    private static boolean isHealth(ContainerState state, Status status) {
        return state.health().filter(health -> health.status() == status).isPresent();
    }

    @Override
    public Settled settled(int port, Duration patience) {
        return settled.computeIfAbsent(port, asked -> new Memo<>(() -> settle(asked, patience)))
                .get();
    }

    private Settled settle(int port, Duration patience) {
        HttpReply reply = http(new HttpProbe("GET", port, "/", Map.of(), Optional.empty(), patience, FIRST_ANSWER));
        return new Settled(port, reply, processes());
    }

    @Override
    public boolean wasAsked() {
        return client.last().isPresent();
    }

    @Override
    public void awaitUnasked(Duration time) {
        var unused = within(state -> !state.running(), time, client.last().orElseGet(clock::start));
    }

    @Override
    public ContainerProcesses processes() {
        ContainerProcesses processes = engine.processes(container);
        if (processes.first().isEmpty()) {
            throw ended(state());
        }
        return processes;
    }

    @Override
    public List<String> written(String name) {
        return engine.written(container, name);
    }

    @Override
    public Activity activity() {
        container.refusal().ifPresent(reason -> {
            throw new Unobservable("no container of the image can be started: " + reason);
        });
        return engine.activity(container);
    }

    @Override
    public List<Sampling.Sample> samples() {
        return sampling.map(Sampling::samples).orElse(List.of());
    }

    @Override
    public ProcessFacts process() {
        return engine.process(container).orElseThrow(() -> ended(state()));
    }

    @Override
    public long refusedTasks() {
        return engine.refusedTasks(container);
    }

    @Override
    public List<ListeningSocket> listeningSockets() {
        ContainerState now = state();
        if (!now.running()) {
            throw ended(now);
        }
        return engine.listeningSockets(container);
    }

    @Override
    public HttpReply http(HttpProbe probe) {
        return client.ask(probe);
    }

    @Override
    public List<HttpReply> http(List<HttpProbe> probes) {
        return client.ask(probes);
    }

    @Override
    public Map<Integer, Integer> repeat(HttpProbe probe, Repetition how) {
        return client.repeat(probe, how);
    }

    @Override
    public List<OptionalInt> connect(Sampling.Request request, int count) {
        return client.connect(request, count);
    }

    @Override
    public void restart(boolean killed) {
        engine.restart(container, killed);
    }

    @Override
    public String logTail() {
        return engine.logs(container, TAIL_BYTES);
    }

    @Override
    public String log() {
        return engine.logs(container, LOG_BYTES);
    }

    @Override
    public void breakDown(Outage how, int port, Optional<String> body) {
        engine.breakDown(container, how, port, body);
    }

    @Override
    public void mend(Outage how, int port) {
        engine.mend(container, how, port);
    }

    @Override
    public void signal(String signal, List<ContainerProcess> processes) {
        engine.signal(container, signal, processes);
    }

    @Override
    public StopOutcome stop(Duration grace) {
        requireRunning();
        ServiceStop stop = stopping(grace);
        stop.signal();
        return stop.await();
    }

    @Override
    public StopUnderLoad stop(Duration grace, List<HttpProbe> probes) {
        requireRunning();
        return engine.stop(container, probes, clients.next(), stopping(grace));
    }

    private ServiceStop stopping(Duration grace) {
        return new ServiceStop(engine, container, clock, stopSignal, grace);
    }

    private void requireRunning() {
        ContainerState now = state();
        if (!now.running()) {
            throw ended(now);
        }
    }

    private Unobservable ended(ContainerState state) {
        String memory = state.outOfMemory()
                ? ", as it took more than the " + Sizes.binary(limits.memoryBytes()) + " of memory that it may have"
                : "";
        return new Unobservable("the container has ended with exit code " + state.exitCode() + memory);
    }

    @Override
    public void close() {
        sampling.ifPresent(Sampling::close);
        engine.remove(container);
    }
}
