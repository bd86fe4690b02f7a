package dev.drydock.engine;

import dev.drydock.engine.BuildOutcome.Failed;
import dev.drydock.text.Sizes;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Tells builds that failed because a limit stopped them from those that failed by themselves. What a step printed only
 * decides which explanation is given, never whether the build failed.
 */
final class FailedByLimit {

    /** The engine's words for a step that was ended by SIGKILL (128 + 9), as the kernel does for lack of memory. */
    private static final Pattern KILLED = Pattern.compile("exit code: 137");

    private static final Pattern NO_SPACE =
            Pattern.compile("no space left on device|errno 28", Pattern.CASE_INSENSITIVE);
    /** How programs say that they could not start another process or thread (EAGAIN). */
    private static final Pattern NO_PROCESS = Pattern.compile(
            "resource temporarily unavailable|fork|new thread|create.{0,20} thread|errno 11", Pattern.CASE_INSENSITIVE);

    private static final Pattern TOO_DEEP = Pattern.compile("max depth exceeded");

    /** Of the 128 layers that overlay2 stacks (moby, daemon/graphdriver/overlay2), one is a container's own. */
    private static final int MOST_LAYERS = 127;

    private FailedByLimit() {}

    /** The limit that stopped the build, if one did. */
    static Optional<LimitHit> find(Failed failed, Supplier<LearnersShare> look) {
        String log = failed.step().map(StepResult::logTail).orElse("");
        if (TOO_DEEP.matcher(failed.message()).find()) {
            return Optional.of(layers(failed));
        }
        LearnersShare share = look.get();
        if (NO_SPACE.matcher(failed.message() + " " + log).find()) {
            return Optional.of(disk(share));
        }
        if (share.tasksExhausted() && (log.isBlank() || NO_PROCESS.matcher(log).find())) {
            return Optional.of(tasks(share));
        }
        if (KILLED.matcher(failed.message()).find() && share.memoryExhausted()) {
            return Optional.of(memory(share));
        }
        return Optional.empty();
    }

    private static LimitHit layers(Failed failed) {
        long steps = failed.steps().stream()
                .filter(step -> step.step().position().isPresent())
                .count();
        return new LimitHit(
                "The image has too many layers: an engine stacks at most " + MOST_LAYERS
                        + ", those of the base among them, and the build was at its step " + steps + ".",
                "Join RUN instructions that belong together with &&, and COPY several files at once.");
    }

    private static LimitHit disk(LearnersShare share) {
        return new LimitHit(
                "The disk is full: all that is built here has "
                        + Sizes.binary(share.disk().bytes())
                        + " together, and the step asked for more ("
                        + Sizes.binary(share.disk().free())
                        + " were free again after it ended), or filled /dev/shm, which is small in every build.",
                "Copy and install less, and delete what a step does not need any more in the same RUN.");
    }

    private static LimitHit tasks(LearnersShare share) {
        return new LimitHit(
                "The step asked for more than the " + share.tasksLimit()
                        + " processes and threads that a build may have at once, and was refused any more.",
                "Start fewer at a time: make -j2 instead of make -j, and nothing that starts itself again and again.");
    }

    private static LimitHit memory(LearnersShare share) {
        return new LimitHit(
                "The step was killed for lack of memory: a build may use " + Sizes.binary(share.memoryLimit())
                        + ", had taken " + Sizes.binary(share.memoryPeak()) + " of it, and asked for more.",
                "Load, compile or unpack less at a time: one model instead of all, make -j2 instead of make -j.");
    }
}
