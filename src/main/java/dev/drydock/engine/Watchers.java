package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts {@code drydock-watch} in the sandbox for containers that are to be watched, and reads what it writes. It sees the
 * container's file system from outside: nothing in the container can tell, switch off or talk over it.
 */
final class Watchers {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final byte[] NOTHING = {};
    private static final String FOLDER = "/run/drydock-watch";

    /** Somewhat more than the program itself writes before it stops. */
    private static final int MOST_BYTES = (1 << 20) + (64 << 10);

    private static final int MOST_ATTEMPTS = 3;

    /** As many as the program takes. */
    private static final int MOST_VOLUMES = 64;

    private static final String BEGIN = """
            log=$1; mkdir -p "${log%/*}"; shift
            setsid drydock-watch "$@" </dev/null >/dev/null 2>"$log.error" &
            echo $! >"$log.pid"
            """;

    private static final String READ = "head -c \"$2\" \"$1\" 2>/dev/null; cat \"$1.error\" >&2";

    /** The number may be another's by now, if the program has ended by itself. */
    private static final String END = """
            pid=$(cat "$1.pid" 2>/dev/null) && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = drydock-watch ] && kill "$pid"
            rm -f "$1" "$1.pid" "$1.error"
            """;

    private final SandboxShell shell;
    private final Containers containers;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();

    Watchers(SandboxShell shell, Containers containers) {
        this.shell = shell;
        this.containers = containers;
    }

    /** A container whose start was missed is none that can be told of: it is begun anew. */
    Container run(RunRequest request, List<String> files) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Container container = containers.run(request, created -> begin(created, files));
            if (isWatched(container)) {
                return container;
            }
            drop(container);
        }
        throw new EngineException("A container started before it was watched, " + MOST_ATTEMPTS + " times");
    }

    /** Whoever is told of a failure has no container that could be removed. */
    private boolean isWatched(Container container) {
        try {
            Optional<JsonNode> inspected = containers.inspect(container);
            return inspected.isEmpty() || sawTheStart(inspected.get());
        } catch (RuntimeException e) {
            try {
                drop(container);
            } catch (EngineException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private void drop(Container container) {
        containers.remove(container);
        end(container);
    }

    private void begin(JsonNode created, List<String> files) {
        String id = created.path("Id").asText();
        String log = FOLDER + "/" + id;
        List<String> command = new ArrayList<>(List.of("sh", "-c", BEGIN, "sh", log));
        volumes(created, files).forEach((destination, source) -> command.addAll(List.of("-v", destination, source)));
        command.add(created.path("GraphDriver").path("Data").path("MergedDir").asText());
        command.add(log);
        command.addAll(files);
        // Remembered first: a program whose start is said to have failed may run all the same.
        watched.add(id);
        shell.exec(command, NOTHING, LIMIT);
    }

    /** Of each file that lies in one: the innermost volume, by where the container has it, with the folder that it is. */
    private static Map<String, String> volumes(JsonNode created, List<String> files) {
        Map<String, String> sources = new HashMap<>();
        for (JsonNode mount : created.path("Mounts")) {
            sources.put(mount.path("Destination").asText(), mount.path("Source").asText());
        }
        Map<String, String> wanted = new HashMap<>();
        for (String file : files) {
            sources.keySet().stream()
                    .filter(destination -> file.startsWith(destination + "/"))
                    .max(Comparator.comparingInt(String::length))
                    .filter(destination -> wanted.size() < MOST_VOLUMES)
                    .ifPresent(
                            destination -> wanted.put(destination, Objects.requireNonNull(sources.get(destination))));
        }
        return wanted;
    }

    /** Whether the container's first program ran under watch; a container that never started has nothing to miss. */
    private boolean sawTheStart(JsonNode inspected) {
        Instant started = started(inspected);
        return started.getEpochSecond() <= 0
                || log(inspected.path("Id").asText())
                        .marked()
                        .filter(marked -> !marked.isAfter(started))
                        .isPresent();
    }

    private static Instant started(JsonNode inspected) {
        return Instant.parse(inspected.path("State").path("StartedAt").asText());
    }

    Activity activity(Container container) {
        JsonNode inspected = containers
                .inspect(container)
                .orElseThrow(() -> new EngineException("Container " + container.id() + " is gone"));
        ActivityLog log = log(container.id());
        return new Activity(started(inspected), log.events(), log.complete());
    }

    private ActivityLog log(String container) {
        SandboxShell.Output output = shell.exec(
                List.of("sh", "-c", READ, "sh", FOLDER + "/" + container, Integer.toString(MOST_BYTES)),
                NOTHING,
                LIMIT);
        if (!output.stderr().isBlank()) {
            throw new EngineException("The container could not be watched: " + output.stderr());
        }
        return ActivityLog.parse(new String(output.stdout(), StandardCharsets.UTF_8));
    }

    /** Ends the watch and forgets what was seen. Does nothing where none was begun. */
    void end(Container container) {
        end(container.id());
    }

    /** Ends all watches. To be called when all containers are gone. */
    void endAll() {
        for (String container : watched) {
            end(container);
        }
    }

    private void end(String container) {
        if (watched.remove(container)) {
            shell.exec(List.of("sh", "-c", END, "sh", FOLDER + "/" + container), NOTHING, LIMIT);
        }
    }
}
