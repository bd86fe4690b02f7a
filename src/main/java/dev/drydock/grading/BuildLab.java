package dev.drydock.grading;

import dev.drydock.content.Edit;
import dev.drydock.content.Exercise;
import dev.drydock.content.Submission;
import dev.drydock.dockerfile.Directives;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.FileLines;
import dev.drydock.dockerfile.IgnoreRules;
import dev.drydock.dockerfile.Stage;
import dev.drydock.engine.BuildOutcome;
import dev.drydock.engine.BuildRequest;
import dev.drydock.engine.BuildRequest.Cache;
import dev.drydock.engine.BuildStep;
import dev.drydock.engine.ContextTar;
import dev.drydock.engine.Engine;
import dev.drydock.engine.EngineException;
import dev.drydock.engine.StepResult;
import dev.drydock.sandbox.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Builds a submission, and builds it again after changes to its context: the experiments. */
final class BuildLab {

    /** Nothing changed, and yet the cache was not used: noise of the platform, which a second try settles. */
    private static final int CONTROL_TRIES = 2;

    /** The build needs it, whatever the ignore file says. */
    private static final Set<String> ALWAYS_SENT = Set.of(Submission.DOCKERFILE);

    private final Engine engine;
    private final Map<String, String> hosts;
    private final Limits limits;
    private final Submission submission;
    private final IgnoreRules ignored;
    private final ContextTar context;
    private final Consumer<GradingEvent> events;

    BuildLab(
            Engine engine,
            Map<String, String> hosts,
            Limits limits,
            Submission submission,
            Consumer<GradingEvent> events) {
        this.engine = engine;
        this.hosts = hosts;
        this.limits = limits;
        this.submission = submission;
        this.ignored = IgnoreRules.find(Submission.DOCKERFILE, submission::text);
        this.context = context(submission, ignored);
        this.events = events;
    }

    private static ContextTar context(Submission submission, IgnoreRules ignored) {
        // The line stays, so that numbers do not move; what it asks for is never fetched.
        String dockerfile =
                Directives.withoutSyntax(submission.text(Submission.DOCKERFILE).orElseThrow());
        try {
            return given(submission.exercise())
                    .with(submission.submitted(), submission::mode)
                    .with(Map.of(Submission.DOCKERFILE, dockerfile.getBytes(StandardCharsets.UTF_8)))
                    .withFolderModes(submission.folderModes())
                    .without(ignored::excludes, ALWAYS_SENT);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the exercise's context", e);
        }
    }

    /** An exercise's files come from a version control system, somebody's folder as it is. */
    private static ContextTar given(Exercise exercise) throws IOException {
        return exercise.isPlainFolder()
                ? ContextTar.asItIs(exercise.context())
                : ContextTar.of(List.of(exercise.context()));
    }

    /** Bytes of the files that enter the build. */
    long contextBytes() {
        return context.bytes();
    }

    Optional<byte[]> contextFile(String path) {
        return submission.read(path);
    }

    Set<String> submittedPaths() {
        return submission.paths();
    }

    IgnoredFiles ignored(Dockerfile dockerfile) {
        return IgnoredFiles.of(dockerfile, submission.paths(), ignored::excludedBy);
    }

    /** The line of the ignore file that keeps a path out of the build. */
    Optional<FileLines> ignoredBy(String path) {
        return ignored.excludedBy(path);
    }

    /** Those files with their bytes. */
    Map<String, Long> contextFiles() {
        return context.fileSizes();
    }

    BuildOutcome first() {
        return build("build", "submission:a", context, Cache.EMPTY);
    }

    /**
     * Proves that an unchanged context builds from the cache alone: without that, a step that runs again after an edit
     * would mean nothing.
     *
     * @throws EngineException if it does not
     * @throws Unobservable if a limit stopped it, as where the service that runs beside it filled the disk
     */
    void control() {
        BuildOutcome outcome = build("rebuild, nothing changed", "submission:b", context, Cache.FILLED);
        for (int more = 1; more < CONTROL_TRIES && !isCached(outcome); more++) {
            outcome = build("rebuild, nothing changed", "submission:b", context, Cache.FILLED);
        }
        if (!isCached(ended(outcome))) {
            throw new EngineException("an unchanged build did not come from the cache, so that no experiment counts");
        }
    }

    /** A build that met a limit says nothing of what it would have come to. */
    private static BuildOutcome ended(BuildOutcome outcome) {
        if (outcome instanceof BuildOutcome.LimitReached hit) {
            throw new Unobservable("the rebuild did not end: " + hit.limit().reason());
        }
        return outcome;
    }

    private static boolean isCached(BuildOutcome outcome) {
        return outcome instanceof BuildOutcome.Built
                && outcome.steps().stream().filter(BuildLab::isInstruction).allMatch(StepResult::cached);
    }

    static boolean isInstruction(StepResult result) {
        return result.step()
                .position()
                .filter(BuildStep.Position::cacheIsMeaningful)
                .isPresent();
    }

    /** The file of the context that an edit changes, before it does. */
    byte[] original(Edit edit) {
        return submission
                .read(edit.file())
                .orElseThrow(() -> new Unobservable(edit.file() + " is not there to be edited"));
    }

    /**
     * Builds after an edit.
     *
     * @param files that it changes or adds, by path
     * @throws Unobservable if a limit stopped it
     */
    BuildOutcome edited(Edit edit, Map<String, byte[]> files) {
        return ended(build(
                "rebuild, " + edit.file() + " edited",
                "submission:" + edit.name().toLowerCase(Locale.ROOT),
                // Docker would leave it out again, edited or not.
                context.edited(files).without(ignored::excludes, ALWAYS_SENT),
                Cache.FILLED));
    }

    /** With other files in place of some that were handed out; what the submission keeps out of the build stays out. */
    BuildOutcome exchanged(String variant, Map<String, byte[]> files) {
        Map<String, byte[]> entering = new HashMap<>(files);
        entering.keySet().retainAll(context.paths());
        return build(
                "build with other files than those handed out",
                "submission:" + variant.toLowerCase(Locale.ROOT),
                context.edited(entering),
                Cache.FILLED);
    }

    /**
     * Builds one stage, which the first build has left in the cache.
     *
     * @return empty where it did not all come from there, so that its image says nothing of the first build
     */
    Optional<BuildOutcome.Built> stage(Dockerfile dockerfile, Stage stage) {
        String text = submission
                .text(Submission.DOCKERFILE)
                .map(Directives::withoutSyntax)
                .orElse("");
        return StageNames.of(dockerfile, text, stage)
                .map(named -> build(
                        "look at stage " + stage.index(),
                        "submission:stage-" + stage.index(),
                        context.with(Map.of(Submission.DOCKERFILE, named.text().getBytes(StandardCharsets.UTF_8))),
                        Cache.FILLED,
                        Optional.of(named.target())))
                .filter(BuildLab::isCached)
                .map(BuildOutcome.Built.class::cast);
    }

    /**
     * The same files, and nothing from the cache, cache mounts included.
     *
     * @throws Unobservable if a limit stopped it
     */
    BuildOutcome anew() {
        return ended(build(
                "rebuild without the cache, the package index has moved on",
                "submission:later",
                context,
                Cache.IGNORED));
    }

    private BuildOutcome build(String phase, String tag, ContextTar files, Cache cache) {
        return build(phase, tag, files, cache, Optional.empty());
    }

    private BuildOutcome build(String phase, String tag, ContextTar files, Cache cache, Optional<String> target) {
        events.accept(new GradingEvent.Phase(phase));
        var request = new BuildRequest(
                files,
                Submission.DOCKERFILE,
                tag,
                Map.of(),
                target,
                hosts,
                limits.buildTime(),
                limits.buildLogBytes(),
                cache,
                ignored.excludes(Submission.DOCKERFILE));
        return engine.build(request, event -> events.accept(new GradingEvent.Building(phase, event)));
    }
}
