package dev.drydock.engine;

import dev.drydock.engine.buildkit.StatusResponse;
import dev.drydock.engine.buildkit.Vertex;
import dev.drydock.engine.buildkit.VertexLog;
import dev.drydock.engine.buildkit.VertexWarning;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Merges BuildKit's progress into what happened to each step, and tells of it as it happens. */
final class BuildProgress {

    private static final int STDERR = 2;

    private final Map<String, BuildVertex> vertices = new LinkedHashMap<>();
    private final boolean hasCache;
    private final Consumer<BuildEvent> events;
    private long logBytes;

    /**
     * @param hasCache whether anything can come from the cache
     */
    BuildProgress(boolean hasCache, Consumer<BuildEvent> events) {
        this.hasCache = hasCache;
        this.events = events;
    }

    static BuildProgress of(BuildRequest request, Consumer<BuildEvent> events) {
        return new BuildProgress(request.cache() == BuildRequest.Cache.FILLED, events);
    }

    void accept(StatusResponse status) {
        for (Vertex vertex : status.getVertexesList()) {
            vertices.computeIfAbsent(
                            vertex.getDigest(), d -> new BuildVertex(BuildStep.of(d, vertex.getName()), hasCache))
                    .update(vertex)
                    .forEach(events);
        }
        status.getLogsList().forEach(this::log);
        status.getWarningsList().forEach(this::warn);
    }

    private void log(VertexLog log) {
        logBytes += log.getMsg().size();
        BuildVertex vertex = vertices.get(log.getVertex());
        if (vertex == null) {
            return;
        }
        boolean error = log.getStream() == STDERR;
        String text = vertex.log().append(error, log.getMsg().toByteArray());
        if (!text.isEmpty()) {
            events.accept(new BuildEvent.Log(vertex.step(), error, text));
        }
    }

    private void warn(VertexWarning warning) {
        BuildVertex vertex = vertices.get(warning.getVertex());
        BuildStep step = vertex == null ? BuildStep.of(warning.getVertex(), "") : vertex.step();
        Optional<String> url = Optional.of(warning.getUrl()).filter(u -> !u.isEmpty());
        events.accept(new BuildEvent.Warning(step, warning.getShort().toStringUtf8(), url));
    }

    /** Bytes of all logs so far. */
    long logBytes() {
        return logBytes;
    }

    /** The step that failed of itself, rather than because another one did. */
    Optional<StepResult> failed() {
        return vertices.values().stream()
                .filter(vertex -> vertex.error().isPresent())
                .min(Comparator.comparing((BuildVertex vertex) ->
                                vertex.error().orElseThrow().contains("context canceled"))
                        .thenComparing(vertex -> vertex.step().position().isEmpty()))
                .map(BuildVertex::result);
    }

    /** The step that was running when the build was cut short: one that was told to stop, else one not completed. */
    Optional<StepResult> interrupted() {
        return vertices.values().stream()
                .filter(vertex -> vertex.step().position().isPresent())
                .filter(vertex -> vertex.error().isPresent() || vertex.running())
                .findFirst()
                .map(BuildVertex::result);
    }

    /** By stage, each after those it takes files from, then by number; internal work last. */
    List<StepResult> steps() {
        Map<String, Integer> depths = new HashMap<>();
        Map<String, Integer> stages = new HashMap<>();
        for (BuildVertex vertex : vertices.values()) {
            vertex.step()
                    .position()
                    .ifPresent(
                            at -> stages.merge(at.stage(), depth(vertex.step().digest(), depths), Math::max));
        }
        Comparator<BuildVertex> order = Comparator.comparingInt(vertex -> vertex.step()
                .position()
                .map(at -> stages.getOrDefault(at.stage(), 0))
                .orElse(Integer.MAX_VALUE));
        return vertices.values().stream()
                .sorted(order.thenComparing(BuildProgress::stage).thenComparingInt(BuildProgress::number))
                .map(BuildVertex::result)
                .toList();
    }

    private static String stage(BuildVertex vertex) {
        return vertex.step().position().map(BuildStep.Position::stage).orElse("");
    }

    private static int number(BuildVertex vertex) {
        return vertex.step().position().map(BuildStep.Position::number).orElse(0);
    }

    /** Length of the longest way from a vertex to one without inputs: a stage is deeper than those it copies from. */
    private int depth(String digest, Map<String, Integer> known) {
        Integer depth = known.get(digest);
        if (depth != null) {
            return depth;
        }
        // Ends the recursion should the graph, against what it is, contain a circle.
        known.put(digest, 0);
        BuildVertex vertex = vertices.get(digest);
        int deepest = vertex == null
                ? 0
                : vertex.inputs().stream()
                        .mapToInt(input -> depth(input, known) + 1)
                        .max()
                        .orElse(0);
        known.put(digest, deepest);
        return deepest;
    }
}
