package dev.drydock.engine;

import com.google.protobuf.Timestamp;
import dev.drydock.engine.buildkit.Vertex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that BuildKit has said of one vertex. It speaks of a vertex several times, also of one that had ended: looking a
 * step up in the cache and executing it are two runs of the same vertex. The last word on it holds.
 */
final class BuildVertex {

    private final BuildStep step;
    private final boolean hasCache;
    private final StepLog log = new StepLog();
    /** Time taken by each run, by the time it started. */
    private final Map<Instant, Duration> runs = new HashMap<>();

    private Vertex last = Vertex.getDefaultInstance();
    private boolean announced;
    private boolean ended;

    /**
     * @param hasCache whether anything can come from the cache. BuildKit calls a vertex cached also where it did not have
     *     to execute it, because another vertex of the same build made the same, or where it gave it up with the build
     */
    BuildVertex(BuildStep step, boolean hasCache) {
        this.step = step;
        this.hasCache = hasCache;
    }

    BuildStep step() {
        return step;
    }

    StepLog log() {
        return log;
    }

    List<String> inputs() {
        return last.getInputsList();
    }

    Optional<String> error() {
        return last.getError().isEmpty() ? Optional.empty() : Optional.of(last.getError());
    }

    boolean running() {
        return last.hasStarted() && !last.hasCompleted();
    }

    /** Takes in BuildKit's newest word, and says what is news in it. */
    List<BuildEvent> update(Vertex vertex) {
        last = vertex;
        if (vertex.hasStarted() && vertex.hasCompleted()) {
            Instant started = instant(vertex.getStarted());
            runs.put(started, Duration.between(started, instant(vertex.getCompleted())));
        }
        List<BuildEvent> news = new ArrayList<>();
        if (!announced && vertex.hasStarted() && !vertex.getCached()) {
            announced = true;
            news.add(new BuildEvent.Started(step));
        }
        if (!ended && vertex.hasCompleted()) {
            announced = true;
            ended = true;
            news.add(end());
        }
        return news;
    }

    private BuildEvent end() {
        if (!last.getError().isEmpty()) {
            return new BuildEvent.Failed(step, last.getError());
        }
        if (!isUnused()) {
            return new BuildEvent.Finished(step, took());
        }
        return hasCache ? new BuildEvent.Cached(step) : new BuildEvent.Skipped(step);
    }

    /** What wrote to its log has run, whatever the flag says. */
    private boolean isUnused() {
        return last.getCached() && log.isEmpty();
    }

    private Duration took() {
        return runs.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    StepResult result() {
        boolean unused = isUnused();
        boolean executed = !unused && (!log.isEmpty() || last.hasStarted());
        return new StepResult(step, unused && hasCache, executed, unused ? Duration.ZERO : took(), error(), log.tail());
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
