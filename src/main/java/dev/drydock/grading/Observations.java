package dev.drydock.grading;

import dev.drydock.content.Questions;
import dev.drydock.content.Variant;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.Disk;
import dev.drydock.engine.FileInLayer;
import dev.drydock.engine.Gpus;
import dev.drydock.engine.Image;
import dev.drydock.engine.RecognisedFile;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.SearchTerms;
import dev.drydock.engine.TextMatch;
import dev.drydock.grading.jobs.JobRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The facts about one submission, each gathered when it is first asked for and kept. Any of them may throw
 * {@link Unobservable} when the submission itself prevents it, and
 * {@link dev.drydock.engine.EngineException} when the platform does.
 */
public interface Observations {

    /** Bytes of a file that are read: 8 MiB. */
    int MOST_CONTENT = 8 << 20;

    Dockerfile dockerfile();

    /** The instruction that a build step stands for; empty for steps that come from the base (ONBUILD). */
    Optional<Instruction> instruction(BuildStep step);

    /** The first build. Never throws {@link Unobservable}: a failed build is a fact too. */
    BuildOutcome build();

    /** The image of the first build. */
    Image image();

    /** How many of the image's layers belong to its base, Drydock's own layer included. */
    int baseLayers();

    /** What the layers of {@link #image()} hold and what is left of it in the end. */
    ImageFiles files();

    /** The same of another image, such as a rebuilt one. */
    ImageFiles files(Image other);

    /**
     * An image that a submission may be built on.
     *
     * @param reference as the base catalogue names it, or an alias
     * @return empty where this sandbox does not hold it, as it was not needed
     */
    Optional<Image> base(String reference);

    /**
     * A regular file of the image.
     *
     * @param entry of {@link #files()}
     * @return its beginning, at most {@link #MOST_CONTENT}; untrusted
     */
    byte[] content(ImageFiles.Entry entry);

    /**
     * Searches all regular files of the layers above the base, deleted ones and packed ones too.
     *
     * @param except files that are left out
     * @param found takes each place; there may be any number of them
     */
    void search(SearchTerms terms, Collection<FileInLayer> except, Consumer<TextMatch> found);

    /** Files of all layers, the base's included, that were recognised by their content. */
    List<RecognisedFile> recognised();

    /**
     * A file of the submission as it enters the build, whoever wrote it.
     *
     * @param path relative to the context
     */
    Optional<byte[]> contextFile(String path);

    /** Paths of all files of the submission, relative to the context, of those that the ignore file leaves out as well. */
    Set<String> submittedPaths();

    /** Paths of the files that a learner may hand in, as {@code exercise.yaml} names them; a folder ends with a slash. */
    List<String> editable();

    /** Files that enter the build, by path relative to the context, with their bytes. */
    Map<String, Long> contextFiles();

    /** What the submission's ignore file keeps out of the build although the Dockerfile would copy it. */
    IgnoredFiles ignored();

    /**
     * Where a file of the context lies in the image's final file system, whatever it is called there: by its content.
     *
     * @param contextFile as {@link #contextFile} takes it
     * @return at most 16 paths
     * @throws Unobservable where there are more
     */
    Set<String> placesOf(String contextFile);

    /** The instruction of the final stages that made a layer above the base, as far as it can be told. */
    Optional<Instruction> layerInstruction(int index);

    /**
     * The rebuild after one of the exercise's edits. The rebuild of the unchanged context that proves the experiment
     * came before it, fully cached.
     *
     * @param edit name under {@code edits:} in {@code exercise.yaml}
     */
    Rebuild rebuild(String edit);

    /**
     * Another rebuild of the files as they were, after {@link #rebuild}: nothing is added to the list, and another of its
     * requirements is raised; where none can be, another one is added.
     *
     * @param edit one that adds a requirement
     */
    Rebuild rebuildAgain(String edit);

    /**
     * The image that the same files make once time has gone on: built again without the cache, from a package index that
     * has newer versions of some packages.
     *
     * @return what came of that build
     */
    Later later();

    /** Steps of the first build that put packages into a stage, whether or not it is in the image. */
    List<Install> installs();

    /** Uncompressed bytes above the base of the image that the reference solution makes. */
    long referenceBytes();

    /**
     * What the reference solution answers, to inputs drawn once for this installation.
     *
     * @param questions name under {@code questions:} in {@code exercise.yaml}
     * @param variant of the exercise that answered; empty for what was handed out
     */
    List<ReferenceAnswer> referenceAnswers(String questions, Optional<String> variant);

    /** What {@code exercise.yaml} says of them. */
    Questions questions(String name);

    /** What {@code exercise.yaml} says of it. */
    Variant variantSettings(String name);

    /** What is left to chance in this grading. For any thread. */
    RandomGenerator lot();

    /**
     * The service in an image that was built of the same files but for those of a variant, started once.
     *
     * @throws Unobservable if it does not build so
     */
    RunningService variant(String name);

    /**
     * The service in the image that the rebuild after an edit made, started once.
     *
     * @param edit whose rebuild made an image
     */
    RunningService rebuilt(String edit);

    /** What came of building the submission with a variant's files in place of those that were handed out. */
    BuildOutcome variantBuild(String name);

    /** The service, started once as the image says; probes before it is broken, and broken before it is stopped. */
    RunningService service();

    /** The service in a container of its own, started once for all who ask for the same circumstances. */
    RunningService service(Circumstances circumstances);

    /** What comes of a container of the image that is run once; it has 30 seconds. */
    CommandResult command(Command command);

    /**
     * What a container of the image makes of a job, which it is given once; it has 30 seconds.
     *
     * @param request that the check announced ({@link Check#jobs})
     */
    JobRun job(JobRequest request);

    /** The GPUs that containers can get here. */
    Gpus gpus();

    /**
     * What the driver's own {@code nvidia-smi -L} says in a container of the image that gets GPUs.
     *
     * @param count how many it gets
     */
    CommandResult gpuListing(int count);

    /** The port that the exercise is about; empty where the image is no service. */
    OptionalInt servicePort();

    /** How long the exercise allows the service to start. */
    Duration startupTime();

    /** Limits of the service's container. */
    RunLimits runLimits();

    /** What is left of the disk that builds and containers share. */
    Disk disk();
}
