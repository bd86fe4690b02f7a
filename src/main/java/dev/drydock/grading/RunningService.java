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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A container of the submission's image, started as the image says. What can only be seen of a running one throws
 * {@link Unobservable} once it has ended, and {@link dev.drydock.engine.EngineException} when the platform failed.
 */
public interface RunningService {

    /** The state at this moment. */
    ContainerState state();

    /**
     * The state after it was given the time: looked at when it ended or the time was up.
     *
     * @param time counted from its start
     */
    ContainerState stateAfter(Duration time);

    /**
     * The state as soon as the health probe succeeds, or when the time is up.
     *
     * @param time counted from its start
     */
    ContainerState healthWithin(Duration time);

    /**
     * The state as soon as the health probe has failed so often in a row, or when the time is up. Once is not enough: a probe
     * that was under way when the service was broken fails for that alone.
     *
     * @param failures two or more
     * @param time counted from now
     */
    ContainerState unhealthyWithin(int failures, Duration time);

    /**
     * The state as soon as the health probe says healthy, or when the time is up.
     *
     * @param time counted from now
     */
    ContainerState healthyWithin(Duration time);

    /**
     * The service at the moment at which it is judged: it is asked until it answers or the time is up, once for each port
     * however many checks ask, so that none of them sees it younger than another does.
     *
     * @param patience counted from its start
     */
    Settled settled(int port, Duration patience);

    /** Whether this grading has sent it requests; those of its own health probe do not count. */
    boolean wasAsked();

    /**
     * Waits until this grading has sent it nothing for so long, or it has ended.
     *
     * @param time counted on its clock
     */
    void awaitUnasked(Duration time);

    /**
     * Regular files with such a name that it wrote or changed since its start, outside of volumes.
     *
     * @param name a pattern as {@code find -name} takes it
     * @return absolute paths, at most 20; untrusted
     */
    List<String> written(String name);

    /** Its processes at this moment. */
    ContainerProcesses processes();

    /** What its programs executed, and who opened the files of which a check said so ({@link StartPlan}), until now. */
    Activity activity();

    /** The requests that were repeated from its start, as checks said ({@link StartPlan}), once their time is up. */
    List<Sampling.Sample> samples();

    /** PID 1. */
    ProcessFacts process();

    List<ListeningSocket> listeningSockets();

    /** Sends a request; its patience is counted from the service's start. */
    HttpReply http(HttpProbe probe);

    /**
     * Sends requests one after another, by clients drawn by lot. Until the first of them is answered by something other
     * than a server's error, as a service gives that is asked too early, it is repeated for as long as its patience says.
     *
     * @return the replies in order, up to the first request without one
     */
    List<HttpReply> http(List<HttpProbe> probes);

    /**
     * Sends a request many times over, in time that is counted on the container's clock.
     *
     * @return how many were answered with each status
     */
    Map<Integer, Integer> repeat(HttpProbe probe, Repetition how);

    /**
     * Opens connections one after another, sends one request on each, and closes none of them before the last was answered.
     *
     * @return the status of each answer, in order; empty for the first connection that got none, after which no more are opened
     */
    List<OptionalInt> connect(Sampling.Request request, int count);

    /**
     * Stops its programs and starts its container again, with the files that it has by then.
     *
     * @param killed whether they are killed, and not given a second to end by themselves
     */
    void restart(boolean killed);

    /** The end of what it wrote, for messages; untrusted. */
    String logTail();

    /** The end of what it wrote, at most 256 KiB; untrusted. */
    String log();

    /** How often it asked for more processes and threads than it may have; 0 once it has ended. */
    long refusedTasks();

    /**
     * Breaks it, until {@link #mend}.
     *
     * @param body of the answers, where it answers with errors; a usual one if empty
     */
    void breakDown(Outage how, int port, Optional<String> body);

    /** Undoes {@link #breakDown}. */
    void mend(Outage how, int port);

    /** Sends a signal to some of its processes. */
    void signal(String signal, List<ContainerProcess> processes);

    /**
     * Sends the stop signal that the image names, SIGTERM as a rule, and SIGKILL once the grace period is over.
     *
     * @return seconds until it ended and its exit code
     */
    StopOutcome stop(Duration grace);

    /**
     * As {@link #stop(Duration)}, with requests under way.
     *
     * @param probes at least one, all to one port
     */
    StopUnderLoad stop(Duration grace, List<HttpProbe> probes);
}
