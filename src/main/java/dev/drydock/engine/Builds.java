package dev.drydock.engine;

import dev.drydock.text.Sizes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Builds with BuildKit: through the engine's own API, or through Docker's command line where the Dockerfile has to stay
 * apart from the context.
 */
final class Builds {

    private static final String CACHE_MOUNTS = "{\"type\":{\"exec.cachemount\":true}}";

    private final EngineApi api;
    private final SandboxShell shell;

    Builds(EngineApi api, SandboxShell shell) {
        this.api = api;
        this.shell = shell;
    }

    BuildOutcome build(BuildRequest request, Consumer<BuildEvent> events) {
        if (request.cache() == BuildRequest.Cache.IGNORED) {
            // Building without the cache leaves them as they are.
            api.post(Url.of("/build/prune").with("all", "1").with("filters", CACHE_MOUNTS), null);
        }
        try (Run run = new Run(request, BuildProgress.of(request, events))) {
            return run.outcome();
        }
    }

    /** One build, from sending its context to its outcome. */
    private final class Run implements AutoCloseable {

        /** What a cancelled build is given to end by itself, with its last log lines, before it is cut off. */
        private static final Duration LAST_WORDS = Duration.ofSeconds(5);

        private final BuildRequest request;
        private final BuildProgress progress;
        private final BuildStream stream;
        private final BuildRoute route;
        private final long began = System.nanoTime();
        private final CountDownLatch ended = new CountDownLatch(1);

        Run(BuildRequest request, BuildProgress progress) {
            this.request = request;
            this.progress = progress;
            this.stream = new BuildStream(
                    progress,
                    request.maxLogBytes(),
                    () -> Thread.ofVirtual().name("build-cancel").start(this::cancel));
            this.route = request.dockerfileApart() ? new CommandLineBuild(shell, request) : new ApiBuild(api, request);
        }

        BuildOutcome outcome() {
            try (Deadline deadline = Deadline.after(request.limit(), this::cancel)) {
                Optional<EngineException> broken = read();
                if (stream.flooded()) {
                    return limitReached(tooMuchLog());
                }
                if (deadline.passed() && stream.imageId().isEmpty()) {
                    return limitReached(tooLong());
                }
                if (broken.isPresent()) {
                    throw broken.get();
                }
            }
            return built().or(this::failed).orElseThrow(() -> new EngineException("The build ended without a result"));
        }

        /** Empty if the answer was read to its end. */
        private Optional<EngineException> read() {
            try {
                route.build(stream);
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(new EngineException("The build's progress broke off", e));
            } catch (EngineException e) {
                return Optional.of(e);
            } finally {
                ended.countDown();
            }
        }

        private Optional<BuildOutcome> built() {
            return stream.imageId().map(id -> new BuildOutcome.Built(id, progress.steps(), took()));
        }

        private Optional<BuildOutcome> failed() {
            return stream.error().map(message -> {
                Optional<StepResult> step = progress.failed();
                if (step.isEmpty() && message.contains("context canceled")) {
                    throw new EngineException("The engine gave the build up: " + message);
                }
                return new BuildOutcome.Failed(step, message, progress.steps(), took());
            });
        }

        private LimitHit tooMuchLog() {
            return new LimitHit(
                    "The build printed more than " + Sizes.binary(request.maxLogBytes())
                            + ", which is all that a build may print, and was stopped at "
                            + Sizes.binary(stream.logBytes()) + ".",
                    "Let programs print less: pip install --quiet, tar without -v, no progress bars.");
        }

        private LimitHit tooLong() {
            return new LimitHit(
                    "The build was stopped after " + seconds(took()) + ": a build may take " + seconds(request.limit())
                            + ".",
                    "Look for a step that waits for something, such as input or a server, or that never ends; then let "
                            + "the build do less.");
        }

        private BuildOutcome limitReached(LimitHit limit) {
            return new BuildOutcome.LimitReached(progress.interrupted(), limit, progress.steps(), took());
        }

        private Duration took() {
            return Duration.ofNanos(System.nanoTime() - began);
        }

        /** Asks for an end, and enforces it if the asking does not help. */
        private void cancel() {
            try {
                route.cancel();
                if (ended.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (EngineException e) {
                // Cutting it off does the same.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            route.close();
        }

        @Override
        public void close() {
            route.close();
        }
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0
                ? limit.toSeconds() + " seconds"
                : Math.round(limit.toMillis() / 100.0) / 10.0 + " seconds";
    }
}
