package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Wakes those who wait for a container when the engine says that something happened to it. */
final class ContainerEvents implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ContainerEvents.class.getName());
    private static final Map<String, List<String>> FILTERS = Map.of(
            "type", List.of("container"),
            "event", List.of("die", "oom", "health_status", "destroy"));

    private final EngineApi api;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private @Nullable Response stream;

    ContainerEvents(EngineApi api) {
        this.api = api;
    }

    /** Somebody who waits for one container; to be closed. */
    final class Watch implements AutoCloseable {
        private final String container;
        private final Semaphore happened = new Semaphore(0);

        private Watch(String container) {
            this.container = container;
        }

        /** Returns when something has happened since the last call, or when time is up. */
        void await(Duration limit) throws InterruptedException {
            if (happened.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                happened.drainPermits();
            }
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }

    /** From now on nothing is missed; what happened before is to be asked of the engine. */
    Watch watch(String container) {
        Watch watch = new Watch(container);
        watches.add(watch);
        listen();
        return watch;
    }

    /** One stream serves everybody, for as long as the engine lives; it is opened again should it break. */
    private synchronized void listen() {
        if (stream != null) {
            return;
        }
        Url url = Url.of("/events").with("filters", new String(EngineApi.bytes(FILTERS), StandardCharsets.UTF_8));
        Response opened = api.open(Request.builder()
                .method(Request.Method.GET)
                .path(url.toString())
                .build());
        stream = opened;
        Thread.ofVirtual().name("engine-events").start(() -> read(opened));
    }

    private void read(Response opened) {
        try (opened) {
            MappingIterator<JsonNode> events =
                    EngineApi.JSON.readerFor(JsonNode.class).readValues(opened.getBody());
            while (events.hasNextValue()) {
                String container = events.nextValue().path("Actor").path("ID").asText();
                watches.stream()
                        .filter(watch -> watch.container.equals(container))
                        .forEach(watch -> watch.happened.release());
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The engine's events ended", e);
        } finally {
            ended();
        }
    }

    private synchronized void ended() {
        stream = null;
    }

    @Override
    public synchronized void close() {
        if (stream != null) {
            stream.close();
        }
    }
}
