package dev.drydock.grading;

import dev.drydock.content.BatchJob;
import dev.drydock.content.Exercise;
import dev.drydock.content.Questions;
import dev.drydock.content.Submission;
import dev.drydock.content.Variant;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.Disk;
import dev.drydock.engine.Engine;
import dev.drydock.engine.FileInLayer;
import dev.drydock.engine.Gpus;
import dev.drydock.engine.Image;
import dev.drydock.engine.RecognisedFile;
import dev.drydock.engine.RunLimits;
import dev.drydock.engine.SearchTerms;
import dev.drydock.engine.TextMatch;
import dev.drydock.grading.jobs.DrawnJob;
import dev.drydock.grading.jobs.JobAnswer;
import dev.drydock.grading.jobs.JobAnswers;
import dev.drydock.grading.jobs.JobRequest;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.Sandbox;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What is observed of one submission in one sandbox, each fact when it is first asked for. */
final class Examination implements Observations, AutoCloseable {

    /** What an idle machine shows. */
    private static final double UNDISTURBED = 1.05;

    private final Engine engine;
    private final Limits limits;
    private final StartPlan plan;
    private final Exercise exercise;
    private final Dockerfile dockerfile;
    private final BuildLab lab;
    private final Supplier<Reference> reference;
    private final RandomGenerator lot;
    private final Clients clients;
    private volatile Variants variants;
    private final Memo<BuildOutcome> build;
    private final Map<String, Memo<Set<String>>> places = new ConcurrentHashMap<>();
    private final BuiltImage built;
    private volatile Containers containers;
    private volatile Commands commands;
    private final JobAnswers answers;
    private volatile Jobs jobs;
    private final Rebuilds rebuilds;
    private volatile boolean outOfMemory;

    Examination(
            Sandbox sandbox,
            Limits limits,
            Submission submission,
            Dockerfile dockerfile,
            Supplier<Reference> reference,
            RandomGenerator lot,
            JobAnswers answers,
            Set<Check.Need> needs,
            StartPlan plan,
            Consumer<GradingEvent> events) {
        this.engine = sandbox.engine();
        this.limits = limits;
        this.exercise = submission.exercise();
        this.dockerfile = dockerfile;
        this.lab = new BuildLab(engine, sandbox.buildHosts(), limits, submission, events);
        this.reference = reference;
        this.lot = lot;
        this.build = new Memo<>(lab::first);
        this.built = new BuiltImage(engine, dockerfile, this::build);
        this.rebuilds = new Rebuilds(
                sandbox, exercise, lab, needs, () -> reference.get().number(), this);
        this.answers = answers;
        this.plan = plan;
        this.commands = new Commands(engine, limits.run(), this::image, lot);
        this.clients = new Clients(lot);
        this.jobs = new Jobs(engine, commands, exercise, this::files, answers, lot);
        this.containers = containers(false, () -> events.accept(new GradingEvent.Phase("run")));
        this.variants = variants();
    }

    private Containers containers(boolean careful, Runnable starting) {
        return new Containers(
                engine, limits.run(), startupTime(), this::image, plan, this::watched, careful, clients, starting);
    }

    private Set<String> watched() {
        return plan.files().stream()
                .map(this::placesOf)
                .collect(Collectors.flatMapping(Set::stream, Collectors.toSet()));
    }

    private Variants variants() {
        return new Variants(engine, rebuilds::exchanged, image -> containers.start(image));
    }

    /** Puts away all containers: what is asked of any from now on is asked of a new one. */
    void observeContainersAnew() {
        outOfMemory |= containers.ranOutOfMemory();
        variants.close();
        containers.close();
        containers = containers(true, () -> {});
        commands = new Commands(engine, limits.run(), this::image, lot);
        jobs = new Jobs(engine, commands, exercise, this::files, answers, lot);
        variants = variants();
    }

    /** Whether anything, the submission's own builds among it, kept the processors from its containers. */
    boolean containersWereDisturbed() {
        return slowdown() > UNDISTURBED;
    }

    /** How much longer than on an idle machine things took in the container that was held up most: 1 and more. */
    double slowdown() {
        return containers.slowdown();
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
        return built.instruction(step);
    }

    @Override
    public BuildOutcome build() {
        return build.get();
    }

    @Override
    public Image image() {
        return built.image();
    }

    @Override
    public int baseLayers() {
        return built.baseLayers();
    }

    @Override
    public ImageFiles files() {
        return built.files();
    }

    @Override
    public ImageFiles files(Image other) {
        return built.files(other);
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
        return built.content(entry);
    }

    @Override
    public void search(SearchTerms terms, Collection<FileInLayer> except, Consumer<TextMatch> found) {
        built.search(terms, except, found);
    }

    @Override
    public List<RecognisedFile> recognised() {
        return built.recognised();
    }

    @Override
    public Optional<byte[]> contextFile(String path) {
        return lab.contextFile(path);
    }

    @Override
    public Set<String> submittedPaths() {
        return lab.submittedPaths();
    }

    @Override
    public List<String> editable() {
        return exercise.settings().editable();
    }

    @Override
    public Map<String, Long> contextFiles() {
        return lab.contextFiles();
    }

    @Override
    public IgnoredFiles ignored() {
        return lab.ignored(dockerfile);
    }

    @Override
    public Set<String> placesOf(String contextFile) {
        return places.computeIfAbsent(
                        contextFile,
                        path -> new Memo<>(
                                () -> contextFile(path).map(built::placesOf).orElse(Set.of())))
                .get();
    }

    @Override
    public Optional<Instruction> layerInstruction(int index) {
        return built.layerInstruction(index);
    }

    @Override
    public Rebuild rebuild(String edit) {
        return rebuilds.after(edit);
    }

    @Override
    public Rebuild rebuildAgain(String edit) {
        return rebuilds.again(edit);
    }

    /** The first of the exercise's rebuilds that was made, for the verdict. */
    Optional<Rebuild> anyRebuild() {
        return rebuilds.first();
    }

    @Override
    public Later later() {
        return rebuilds.later();
    }

    @Override
    public List<Install> installs() {
        return rebuilds.installs();
    }

    @Override
    public long referenceBytes() {
        return reference.get().bytes();
    }

    @Override
    public List<ReferenceAnswer> referenceAnswers(String questions, Optional<String> variant) {
        return reference.get().answers(questions, variant);
    }

    @Override
    public Questions questions(String name) {
        return exercise.questions(name);
    }

    @Override
    public Variant variantSettings(String name) {
        return exercise.variant(name);
    }

    @Override
    public RandomGenerator lot() {
        return lot;
    }

    @Override
    public BuildOutcome variantBuild(String name) {
        return rebuilds.exchanged(name);
    }

    @Override
    public RunningService variant(String name) {
        return variants.service(name);
    }

    @Override
    public RunningService rebuilt(String edit) {
        return variants.ofRebuild(rebuild(edit));
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
        return commands.result(command);
    }

    @Override
    public JobRun job(JobRequest request) {
        return jobs.result(request);
    }

    /** Gives the image a job whose lots are drawn, to learn what comes of it. */
    JobAnswer answer(BatchJob job, DrawnJob drawn, int gpus) {
        return jobs.answer(job, drawn, gpus);
    }

    @Override
    public Gpus gpus() {
        return engine.gpus();
    }

    @Override
    public CommandResult gpuListing(int count) {
        return commands.gpuListing(count);
    }

    @Override
    public OptionalInt servicePort() {
        return exercise.settings().run().port().stream()
                .mapToInt(Integer::intValue)
                .findFirst();
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
        return outOfMemory || containers.ranOutOfMemory()
                ? Optional.of("a container ran out of memory")
                : Optional.empty();
    }

    @Override
    public void close() {
        variants.close();
        containers.close();
    }
}
