package dev.drydock.grading;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.ContainerState;
import dev.drydock.engine.Disk;
import dev.drydock.engine.HttpProbe;
import dev.drydock.engine.HttpReply;
import dev.drydock.engine.Image;
import dev.drydock.engine.LayerFile;
import dev.drydock.engine.ListeningSocket;
import dev.drydock.engine.ProcessFacts;
import dev.drydock.engine.RunLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The facts about one submission, each gathered when it is first asked for and kept. Any of them may throw
 * {@link Unobservable} when the submission itself prevents it, and
 * {@link dev.drydock.engine.EngineException} when the platform does.
 */
public interface Observations {

    Dockerfile dockerfile();

    /** The instruction that a build step stands for; empty for steps that come from the base (ONBUILD). */
    Optional<Instruction> instruction(BuildStep step);

    /** The first build. Never throws {@link Unobservable}: a failed build is a fact too. */
    BuildOutcome build();

    /** The image of the first build. */
    Image image();

    /** How many of the image's layers belong to its base, Drydock's own layer included. */
    int baseLayers();

    /** Entries of one layer of {@link #image()}. */
    List<LayerFile> layerFiles(int index);

    /** The instruction of the final stages that made a layer above the base, as far as it can be told. */
    Optional<Instruction> layerInstruction(int index);

    /**
     * The rebuild after one of the exercise's edits. The rebuild of the unchanged context that proves the experiment
     * came before it, fully cached.
     *
     * @param edit name under {@code edits:} in {@code exercise.yaml}
     */
    Rebuild rebuild(String edit);

    /** Uncompressed bytes above the base of the image that the reference solution makes. */
    long referenceBytes();

    /**
     * The state of the service after it was given the time: started, and looked at when it ended or the time was up.
     *
     * @param time counted from its start
     */
    ContainerState stateAfter(Duration time);

    /** The state as soon as the health probe has given its first verdict, or when the time is up. */
    ContainerState healthWithin(Duration time);

    /** How long the exercise allows the service to start. */
    Duration startupTime();

    /** Limits of the service's container. */
    RunLimits runLimits();

    /** How often the service asked for more processes and threads than it may have; 0 once it has ended. */
    long refusedTasks();

    /** What is left of the disk that builds and containers share. */
    Disk disk();

    ProcessFacts process();

    List<ListeningSocket> listeningSockets();

    HttpReply http(HttpProbe probe);

    /** The end of what the service wrote, for messages; untrusted. */
    String logTail();
}
