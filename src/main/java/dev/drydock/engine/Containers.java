package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Containers from their start to their removal. */
final class Containers implements AutoCloseable {

    /** In case an event was missed. */
    private static final Duration SLOW_POLL = Duration.ofSeconds(2);

    private final EngineApi api;
    private final Network network;
    private final ContainerEvents events;
    private final GpuDriver gpus;
    private final ContainerFiles files;

    Containers(EngineApi api, GpuDriver gpus, ContainerFiles files) {
        this.api = api;
        this.gpus = gpus;
        this.files = files;
        this.network = new Network(api);
        this.events = new ContainerEvents(api);
    }

    Container run(RunRequest request) {
        return run(request, created -> {});
    }

    /**
     * @param beforeStart told what the engine says of the container before anything runs in it
     */
    Container run(RunRequest request, Consumer<JsonNode> beforeStart) {
        Container container = create(request);
        if (container.refusal().isEmpty()) {
            try {
                orRemove(container, () -> {
                    furnish(container, request);
                    inspect(container).ifPresent(beforeStart);
                    start(container);
                });
            } catch (RefusedException e) {
                if (!StartFailure.ofImageAtItsFiles(e)) {
                    throw e;
                }
                return new Container("", container.network(), Optional.of(e.reason()));
            }
        }
        return container;
    }

    private Container create(RunRequest request) {
        String on = network.name();
        Optional<String> notes = request.gpus().map(some -> gpus.openNotes());
        try {
            JsonNode created = api.post(Url.of("/containers/create"), ContainerSpec.of(request, on, notes));
            var container = new Container(created.path("Id").asText(), on, Optional.empty());
            notes.ifPresent(folder -> gpus.belongs(folder, container));
            return container;
        } catch (RefusedException e) {
            notes.ifPresent(gpus::discardNotes);
            if (!StartFailure.ofImageAtCreate(e)) {
                throw e;
            }
            return new Container("", on, Optional.of(e.reason()));
        } catch (EngineException e) {
            notes.ifPresent(gpus::discardNotes);
            throw e;
        }
    }

    /** Whoever is told of a failure has no container that could be removed. */
    private void orRemove(Container container, Runnable steps) {
        try {
            steps.run();
        } catch (RuntimeException e) {
            try {
                remove(container);
            } catch (EngineException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** Writing files mounts the container's root for a moment, which is not yet what a watch waits for. */
    private void furnish(Container container, RunRequest request) {
        if (!request.files().isEmpty()) {
            files.put(container.id(), request.files());
        }
    }

    /** A start that the image makes impossible leaves its reason in the container's state. */
    private void start(Container container) {
        try {
            api.post(Url.of("/containers/", container.id(), "/start"), null);
        } catch (RefusedException e) {
            if (!StartFailure.ofImageAtStart(e)) {
                throw e;
            }
        }
    }

    /** What the image makes impossible leaves its reason, as at the first start. */
    void restart(Container container, boolean killed) {
        if (container.refusal().isPresent()) {
            return;
        }
        try {
            if (killed) {
                signal(container, "SIGKILL");
            }
            api.post(Url.of("/containers/", container.id(), "/restart").with("t", "1"), null);
        } catch (RefusedException e) {
            if (!StartFailure.ofImageAtStart(e)) {
                throw e;
            }
        }
    }

    /** What the engine says of the container; empty if it was never created or is gone. */
    Optional<JsonNode> inspect(Container container) {
        return container.refusal().isPresent()
                ? Optional.empty()
                : api.find(Url.of("/containers/", container.id(), "/json"));
    }

    ContainerState state(Container container) {
        if (container.refusal().isPresent()) {
            return new ContainerState(false, 0, false, Optional.empty(), container.refusal());
        }
        JsonNode inspected =
                inspect(container).orElseThrow(() -> new EngineException("Container " + container.id() + " is gone"));
        return StateJson.read(inspected.path("State"));
    }

    ContainerState await(Container container, Predicate<ContainerState> condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try (ContainerEvents.Watch watch = events.watch(container.id())) {
            while (true) {
                ContainerState state = state(container);
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (condition.test(state) || !state.running() || !left.isPositive()) {
                    return state;
                }
                watch.await(left.compareTo(SLOW_POLL) < 0 ? left : SLOW_POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while waiting for a container", e);
        }
    }

    String logs(Container container, int maxBytes) {
        return container.refusal().isPresent() ? "" : logs(api, container.id(), maxBytes);
    }

    /** The end of a log, which comes in Docker's frames. */
    static String logs(EngineApi api, String container, int maxBytes) {
        if (maxBytes <= 0) {
            return "";
        }
        // A line has a byte at least, so no more lines than bytes are needed.
        Url url = Url.of("/containers/", container, "/logs")
                .with("stdout", "1")
                .with("stderr", "1")
                .with("tail", Integer.toString(maxBytes));
        TailBytes tail = new TailBytes(maxBytes);
        Request request = Request.builder()
                .method(Request.Method.GET)
                .path(url.toString())
                .build();
        try (Response response = api.open(request)) {
            Frames.read(response.getBody(), (error, buffer, length) -> tail.append(buffer, length));
        } catch (IOException e) {
            throw new EngineException("The container's log broke off", e);
        }
        return new String(tail.bytes(), StandardCharsets.UTF_8);
    }

    /** To PID 1 alone; a container that has ended needs no signal any more. */
    void signal(Container container, String signal) {
        if (container.refusal().isPresent()) {
            return;
        }
        try {
            api.post(Url.of("/containers/", container.id(), "/kill").with("signal", signal), null);
        } catch (RefusedException e) {
            if (!e.conflict() && !e.notFound()) {
                throw e;
            }
        }
    }

    /** Returns when the container has ended. The engine knows whole seconds only, so the grace period is rounded up. */
    static void stop(EngineApi api, String container, Duration grace) {
        Url url = Url.of("/containers/", container, "/stop")
                .with("t", Long.toString(grace.plusMillis(999).toSeconds()));
        api.send(Request.builder()
                .method(Request.Method.POST)
                .path(url.toString())
                .build());
    }

    void remove(Container container) {
        if (container.refusal().isEmpty()) {
            remove(api, container.id());
            gpus.discard(container);
        }
    }

    static void remove(EngineApi api, String id) {
        api.deleteIfThere(Url.of("/containers/", id).with("force", "1").with("v", "1"));
    }

    /** To be called when all containers and networks were removed. */
    void forgetNetwork() {
        network.forget();
    }

    @Override
    public void close() {
        events.close();
    }

    /** The network of all learners' containers in one sandbox, made when it is first needed. */
    private static final class Network {
        /** As Compose calls the network of a folder "app": a container can ask for it. */
        private static final String NAME = "app_default";

        private final EngineApi api;
        private boolean made;

        Network(EngineApi api) {
            this.api = api;
        }

        synchronized String name() {
            if (!made) {
                try {
                    api.post(
                            Url.of("/networks/create"),
                            Map.of(
                                    "Name",
                                    NAME,
                                    "CheckDuplicate",
                                    true,
                                    "Internal",
                                    true,
                                    "Options",
                                    Map.of("com.docker.network.bridge.enable_icc", "false")));
                } catch (RefusedException e) {
                    if (!e.conflict()) {
                        throw e;
                    }
                }
                made = true;
            }
            return NAME;
        }

        synchronized void forget() {
            made = false;
        }
    }
}
