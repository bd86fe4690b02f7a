package dev.drydock.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A nested Docker engine in one sandbox: builds and runs what a learner sent, and observes both from outside.
 *
 * <p>Nothing here is parsed out of what learner code prints, and no program of the learner's image is run to learn
 * something about it. All calls block and may be made from several virtual threads at once. Every call may throw
 * {@link EngineException}, which always means that the platform failed and never that the learner did.
 */
public interface Engine extends AutoCloseable {

    /** Version, storage driver and cgroup version of the engine. */
    EngineInfo info();

    /**
     * Builds with BuildKit.
     *
     * @param events told about each step while it happens, on the calling thread
     * @return what came of it; a failing Dockerfile is a {@link BuildOutcome.Failed}, not an exception
     */
    BuildOutcome build(BuildRequest request, Consumer<BuildEvent> events);

    /**
     * An image with its history joined to its layers.
     *
     * @param reference name, digest or id
     */
    Image image(String reference);

    /** Every image that the engine lists. */
    List<ImageSummary> images();

    /**
     * The entries of one layer, read from the engine's own storage.
     *
     * @param index 0 is the lowest layer
     */
    List<LayerFile> layerFiles(Image image, int index);

    /**
     * The entries of all layers from one upwards, in one look: much cheaper than one after another.
     *
     * @return one list for each layer
     */
    List<List<LayerFile>> layerFilesFrom(Image image, int fromLayer);

    /**
     * Whether a byte sequence occurs in a regular file of the image's layers from {@code fromLayer} upwards.
     *
     * @return paths (starting with a slash) of files that contain it, at most 100
     */
    List<String> filesContaining(Image image, int fromLayer, String text);

    /**
     * Searches all regular files of the image's layers from {@code fromLayer} upwards, and what is packed in them as gzip or
     * zip: of each such file the first 64 MiB that it unpacks to.
     *
     * @param except files that are left out
     * @param found takes each place, with what follows it; one with others close behind it speaks for them too
     * @throws EngineException when not all of it could be searched
     */
    void search(
            Image image, int fromLayer, SearchTerms terms, Collection<FileInLayer> except, Consumer<TextMatch> found);

    /**
     * Tells by their content what regular files of the image's layers from {@code fromLayer} upwards are.
     *
     * @return at most 2000 of each nature, in the order of the layers; a file may be of more than one
     */
    List<RecognisedFile> recognise(Image image, int fromLayer);

    /**
     * Regular files of the image's layers from {@code fromLayer} upwards that hold exactly these bytes, hidden ones too.
     *
     * @return at most 100
     */
    List<FoundFile> filesEqualTo(Image image, int fromLayer, byte[] content);

    /**
     * A regular file of a layer.
     *
     * @param path as {@link #layerFiles} tells it
     * @return its first bytes, at most so many; untrusted
     */
    byte[] content(Image image, int layer, String path, int maxBytes);

    /**
     * Creates and starts a container, within limits and cut off from everything but the sandbox itself.
     *
     * @return also where the image makes a start impossible: then the reason is in {@link ContainerState#error()}
     */
    Container run(RunRequest request);

    /**
     * As {@link #run(RunRequest)}, with an eye on what its programs execute, and on who opens some files of its image,
     * from before the first of them runs; see {@link #activity}.
     *
     * @param watched paths of regular files in the image's final file system, at most 64
     */
    Container run(RunRequest request, List<String> watched);

    /** What the programs of a watched container did so far. */
    Activity activity(Container container);

    /** The container's state at this moment. */
    ContainerState state(Container container);

    /**
     * Waits until the condition holds or time is up, driven by the engine's events rather than by polling where
     * it can.
     *
     * @return the last state seen, whether or not the condition holds in it; at once when the container has ended, as
     *     nothing changes any more
     */
    ContainerState await(Container container, Predicate<ContainerState> condition, Duration limit);

    /** The last bytes (at most {@code maxBytes}) that the container wrote to standard output and standard error. */
    String logs(Container container, int maxBytes);

    /** What PID 1 of the container is, seen through the sandbox's own /proc; empty once it has ended. */
    Optional<ProcessFacts> process(Container container);

    /**
     * The container's processes, at most 64 of them, and what listens; none once it has ended. What the engine executes
     * beside its own programs, as health probes are, is among them.
     */
    ContainerProcesses processes(Container container);

    /**
     * Regular files with such a name that the container wrote or changed, outside of its volumes.
     *
     * @param name a pattern as {@code find -name} takes it
     * @return absolute paths, at most 20; untrusted
     */
    List<String> written(Container container, String name);

    /** How often the container asked for another process or thread than its limit allows; 0 once it has ended. */
    long refusedTasks(Container container);

    /** What GPUs containers can get. */
    Gpus gpus();

    /**
     * What a container's programs asked of the simulated driver so far, by the driver's functions in the order of their
     * first call; empty for one without a simulated GPU. A program could write there what it likes: untrusted.
     */
    List<String> gpuCalls(Container container);

    /**
     * A regular file of a container or of its volumes, whether it runs or has ended.
     *
     * @param path absolute; a link at its end is not followed
     * @return empty where there is none, or one of more bytes; untrusted
     */
    Optional<byte[]> file(Container container, String path, int maxBytes);

    /** The engine's disk at this moment. */
    Disk disk();

    /** What the container's threads got of the processors so far; no threads once PID 1 has ended. */
    CpuTimes cpuTimes(Container container);

    /** Sockets that listen in the container's network namespace, Docker's own resolver left out. */
    List<ListeningSocket> listeningSockets(Container container);

    /**
     * Sends one HTTP request from the sandbox to the container's own address, so that what listens on the container's
     * loopback alone does not answer. Redirects are not followed.
     *
     * @param client what the service sees of who asks, but for what the probe itself says
     */
    HttpReply http(Container container, HttpProbe probe, ClientProfile client);

    /**
     * Sends requests one after another, as one client does; much cheaper than one by one. Nothing is tried again,
     * whatever their patience.
     *
     * @return the replies in order, up to the first request that got no answer; of each at most 64 KiB. All requests
     *     together have two minutes, after which those that are left get no reply
     */
    List<HttpReply> http(Container container, List<HttpProbe> probes, ClientProfile client);

    /**
     * Sends a request many times; what is answered is passed over.
     *
     * @return how many were answered with each status
     */
    Map<Integer, Integer> repeat(Container container, HttpProbe probe, Repetition how, ClientProfile client);

    /**
     * Opens connections to a service one after another, sends one request on each, and closes none of them before the last was
     * answered.
     *
     * @param time for one answer
     * @return the status of each answer, in order; empty for the first connection that got none, after which no more are opened
     */
    List<OptionalInt> connect(Container container, Sampling.Request request, int count, Duration time);

    /**
     * Repeats requests, in the background and a few times a second each.
     *
     * @param time for how long
     */
    Sampling sample(Container container, List<Sampling.Request> requests, Duration time);

    /**
     * Breaks the service at a port, until {@link #mend}. Not for two ports or in two ways at once.
     *
     * @param port where it listens; without meaning where all its processes are stopped
     * @param body of the answers, where it answers with errors; a usual one if empty
     */
    void breakDown(Container container, Outage how, int port, Optional<String> body);

    /** Undoes {@link #breakDown}. */
    void mend(Container container, Outage how, int port);

    /**
     * Sends a signal to PID 1, or to PID 1 and every process that it started; not to what the engine executes beside
     * them, as health probes are.
     *
     * @param signal such as {@code SIGTERM}
     */
    void signal(Container container, String signal, boolean everyProcess);

    /**
     * Sends requests, and has the container stopped while they are under way, and while an idle connection is open.
     *
     * @param probes at least one, all to one port; sent a moment after one another, without patience
     * @param stopping told to send the stop signal once they are, and then to wait for the end
     */
    StopUnderLoad stop(Container container, List<HttpProbe> probes, ClientProfile client, Stopping stopping);

    /** Sends a signal to some processes of the container, as far as they are still there. */
    void signal(Container container, String signal, List<ContainerProcess> processes);

    /**
     * Stops the container's programs and starts the container again: its files stay as they are. One that cannot be started
     * again has ended.
     *
     * @param killed whether they are killed, and not given a second to end by themselves
     */
    void restart(Container container, boolean killed);

    /** Removes the container and its anonymous volumes. Does nothing if it is gone. */
    void remove(Container container);

    /**
     * Removes containers, networks, volumes, build cache and every image but the given ones.
     *
     * @param keepImageIds ids of the bases
     */
    void empty(Set<String> keepImageIds);

    /** What the engine holds, for proving that it was emptied. */
    EngineUsage usage();

    @Override
    void close();
}
