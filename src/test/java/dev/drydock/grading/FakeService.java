package dev.drydock.grading;

import dev.drydock.engine.Activity;
import dev.drydock.engine.ContainerProcess;
import dev.drydock.engine.ContainerProcesses;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.ListeningSocket;
import dev.drydock.engine.Outage;
import dev.drydock.engine.ProcessFacts;
import dev.drydock.engine.Repetition;
import dev.drydock.engine.Sampling;
import dev.drydock.engine.StopOutcome;
import dev.drydock.engine.StopUnderLoad;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A service of which a test states what it does. What was not stated cannot be observed.
 *
 * @param <T> what the statements return
 */
abstract class FakeService<T> implements RunningService {

    private final List<ListeningSocket> sockets = new ArrayList<>();
    private long refusedTasks;
    private Runnable onRequest = () -> {};
    private String log = "";
    private Optional<ContainerState> state = Optional.empty();
    private Optional<ProcessFacts> process = Optional.empty();
    private Optional<ContainerState> afterBreaking = Optional.empty();
    private Optional<ContainerState> afterWaiting = Optional.empty();
    private Optional<ContainerState> afterMending = Optional.empty();
    private final Set<Outage> unnoticed = new HashSet<>();
    private Optional<ContainerProcesses> processes = Optional.empty();
    private Optional<Activity> activity = Optional.empty();
    private List<Sampling.Sample> samples = List.of();
    private Optional<StopUnderLoad> stopUnderLoad = Optional.empty();
    private Optional<StopOutcome> stopped = Optional.empty();
    private List<String> written = List.of();
    private int repeated;

    /** How many requests were wanted each time that one was repeated. */
    public final List<Integer> rows = new ArrayList<>();

    private Optional<Map<Integer, Integer>> mixed = Optional.empty();
    private Runnable afterwards = () -> {};
    private Runnable restarted = () -> {};
    private List<OptionalInt> connections = List.of();
    private HttpReply reply = new HttpReply.NoAnswer("connection refused");

    private Function<HttpProbe, HttpReply> answers = probe -> reply;

    /** What the check asked for over HTTP. */
    public final List<HttpProbe> probes = Collections.synchronizedList(new ArrayList<>());

    /** In which way the check left the service broken. */
    public Optional<Outage> outage = Optional.empty();

    /** In which ways the check broke it. */
    public final List<Outage> broken = new ArrayList<>();

    /** How many failures in a row the check waited for at most, by the way in which it had broken it. */
    public final Map<Outage, Integer> failures = new HashMap<>();

    /** Bodies with which it was broken. */
    public final List<String> said = new ArrayList<>();

    /** Ports at which the check wanted the service settled, and the patience that it had. */
    public final Map<Integer, Duration> settled = new HashMap<>();

    /** Signals that the check sent. */
    public final List<String> signals = new ArrayList<>();

    /** Requests that were under way each time that the check stopped it. */
    public final List<List<HttpProbe>> underWay = new ArrayList<>();

    /** How long the check was ready to wait. */
    public Duration waited = Duration.ZERO;

    abstract T self();

    public T state(ContainerState now) {
        state = Optional.of(now);
        return self();
    }

    public T logged(String text) {
        log = text;
        return self();
    }

    public T process(int uid, String... commandLine) {
        process = Optional.of(new ProcessFacts(uid, uid, List.of(commandLine), Map.of(), 0));
        return self();
    }

    /** States what PID 1 found in its environment. */
    public T processEnvironment(Map<String, String> variables) {
        process = Optional.of(new ProcessFacts(0, 0, List.of("python"), variables, 0));
        return self();
    }

    public T listening(String address, int port) {
        try {
            sockets.add(new ListeningSocket(InetAddress.getByName(address), port));
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(notAnAddress);
        }
        return self();
    }

    public T replying(HttpReply answer) {
        reply = answer;
        return self();
    }

    @Override
    public ContainerState state() {
        return state.orElseThrow(FakeService::unstated);
    }

    @Override
    public ContainerState unhealthyWithin(int failures, Duration time) {
        waited = time;
        outage.ifPresent(way -> this.failures.merge(way, failures, Math::max));
        boolean passesUnnoticed = outage.filter(unnoticed::contains).isPresent();
        return (passesUnnoticed ? state : failures > 2 ? afterWaiting.or(() -> afterBreaking) : afterBreaking)
                .orElseThrow(FakeService::unstated);
    }

    /** States what the service is where its probe was to fail more than twice in a row. */
    public T brokenInTheEndTo(ContainerState later) {
        afterWaiting = Optional.of(later);
        return self();
    }

    /** States what the service is after it was broken. */
    public T brokenTo(ContainerState now) {
        afterBreaking = Optional.of(now);
        return self();
    }

    @Override
    public void breakDown(Outage how, int port, Optional<String> body) {
        broken.add(how);
        body.ifPresent(said::add);
        outage = Optional.of(how);
    }

    @Override
    public void mend(Outage how, int port) {
        outage = Optional.empty();
    }

    @Override
    public void signal(String signal, List<ContainerProcess> processes) {
        signals.add(signal);
    }

    @Override
    public ContainerState healthyWithin(Duration time) {
        return afterMending.or(() -> state).orElseThrow(FakeService::unstated);
    }

    /** States what the service is after it was mended; as before, unless it is stated. */
    public T mendedTo(ContainerState now) {
        afterMending = Optional.of(now);
        return self();
    }

    /** States that this way of breaking it is not noticed. */
    public T healthyWhen(Outage how) {
        unnoticed.add(how);
        return self();
    }

    @Override
    public Settled settled(int port, Duration patience) {
        settled.put(port, patience);
        return new Settled(port, reply, processes());
    }

    @Override
    public List<String> written(String name) {
        return written;
    }

    /** States which of the files that are asked for the service has written. */
    public T writing(String... paths) {
        written = List.of(paths);
        return self();
    }

    @Override
    public ContainerProcesses processes() {
        return processes.orElseGet(this::statedProcesses);
    }

    private ContainerProcesses statedProcesses() {
        Map<String, ListeningSocket> listening = new HashMap<>();
        sockets.forEach(socket -> listening.put("socket:[" + listening.size() + "]", socket));
        List<ContainerProcess> first = process.stream()
                .map(facts -> FakeProcesses.first(facts, listening.keySet()))
                .toList();
        return new ContainerProcesses(first, listening);
    }

    /** States the processes, in place of what {@link #process} and {@link #listening} state. */
    public T processes(ContainerProcesses all) {
        processes = Optional.of(all);
        return self();
    }

    @Override
    public Activity activity() {
        return activity.orElseThrow(FakeService::unstated);
    }

    /** States what its programs did. */
    public T doing(Activity what) {
        activity = Optional.of(what);
        return self();
    }

    @Override
    public List<Sampling.Sample> samples() {
        return samples;
    }

    /** States what was answered from its start. */
    public T sampled(List<Sampling.Sample> all) {
        samples = all;
        return self();
    }

    @Override
    public StopUnderLoad stop(Duration grace, List<HttpProbe> sent) {
        underWay.add(sent);
        return stopUnderLoad.orElseThrow(FakeService::unstated);
    }

    /** States how it ends with requests under way. */
    public T stopping(StopUnderLoad outcome) {
        stopUnderLoad = Optional.of(outcome);
        return self();
    }

    @Override
    public StopOutcome stop(Duration grace) {
        return stopped.orElseThrow(FakeService::unstated);
    }

    /** States how the service ends. */
    public T stopping(StopOutcome outcome) {
        stopped = Optional.of(outcome);
        return self();
    }

    @Override
    public ContainerState stateAfter(Duration time) {
        waited = time;
        return state.orElseThrow(FakeService::unstated);
    }

    @Override
    public boolean wasAsked() {
        return !probes.isEmpty();
    }

    @Override
    public void awaitUnasked(Duration time) {
        waited = time;
    }

    @Override
    public ContainerState healthWithin(Duration time) {
        return stateAfter(time);
    }

    @Override
    public long refusedTasks() {
        return refusedTasks;
    }

    /** States how often the service was refused another process. */
    public T refusing(long tasks) {
        refusedTasks = tasks;
        return self();
    }

    @Override
    public ProcessFacts process() {
        return process.orElseThrow(FakeService::unstated);
    }

    @Override
    public List<ListeningSocket> listeningSockets() {
        return List.copyOf(sockets);
    }

    /** States what happens when a request comes. */
    public T onRequest(Runnable action) {
        onRequest = action;
        return self();
    }

    @Override
    public HttpReply http(HttpProbe probe) {
        probes.add(probe);
        onRequest.run();
        return answers.apply(probe);
    }

    @Override
    public Map<Integer, Integer> repeat(HttpProbe probe, Repetition how) {
        if (how.atOnce()) {
            return atOnce(probe, how.times());
        }
        rows.add(how.times());
        afterwards.run();
        return mixed.orElse(Map.of(200, Math.min(how.times(), repeated)));
    }

    private Map<Integer, Integer> atOnce(HttpProbe probe, int times) {
        Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < times; i++) {
                clients.execute(() -> {
                    if (http(probe) instanceof HttpReply.Answer answer) {
                        statuses.merge(answer.status(), 1, Integer::sum);
                    }
                });
            }
        }
        return statuses;
    }

    /** States with which statuses many requests are answered. */
    public T repeatingMixed(Map<Integer, Integer> statuses) {
        mixed = Optional.of(statuses);
        return self();
    }

    @Override
    public List<OptionalInt> connect(Sampling.Request request, int count) {
        return connections.stream().limit(count).toList();
    }

    /** States what comes of connections that stay open. */
    public T connecting(OptionalInt... statuses) {
        connections = List.of(statuses);
        return self();
    }

    @Override
    public void restart(boolean killed) {
        restarted.run();
    }

    /** States what happens when it is started again. */
    public T restarting(Runnable action) {
        restarted = action;
        return self();
    }

    /** States how many of many requests are answered, and what happens then. */
    public T repeating(int answered, Runnable action) {
        repeated = answered;
        afterwards = action;
        return self();
    }

    @Override
    public List<HttpReply> http(List<HttpProbe> several) {
        List<HttpReply> replies = new ArrayList<>();
        for (HttpProbe probe : several) {
            HttpReply came = answers.apply(probe);
            probes.add(probe);
            replies.add(came);
            if (came instanceof HttpReply.NoAnswer) {
                break;
            }
        }
        return replies;
    }

    /** States what comes of each request. */
    public T answering(Function<HttpProbe, HttpReply> answer) {
        answers = answer;
        return self();
    }

    @Override
    public String log() {
        return log;
    }

    @Override
    public String logTail() {
        return log;
    }

    static Unobservable unstated() {
        return new Unobservable("the test did not state it");
    }
}
