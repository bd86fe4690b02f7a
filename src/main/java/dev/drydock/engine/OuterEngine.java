package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The engine of the machine that Drydock runs on, which runs sandboxes and what serves them. Learners' builds and
 * containers never get here. What is removed twice, or created again, is no error; every other refusal is an {@link
 * EngineException}. Works with engines from 20.10 on.
 */
public final class OuterEngine implements AutoCloseable {

    private static final List<String> PING =
            List.of("curl", "-sf", "-o", "/dev/null", "--unix-socket", "/run/docker.sock", "http://engine/_ping");
    private static final Duration PING_LIMIT = Duration.ofSeconds(10);

    private final EngineApi api;
    private final Uploads uploads;

    private OuterEngine(EngineApi api) {
        this.api = api;
        this.uploads = new Uploads(api);
    }

    /** The engine that {@code DOCKER_HOST}, the Docker command line's context or the default socket leads to. */
    public static OuterEngine connect() {
        return new OuterEngine(new EngineApi(EngineAddress.ofEnvironment()));
    }

    /** Opens the engine inside a running sandbox. Closing the result closes the way to it, and neither sandbox nor this. */
    public NestedEngine open(String containerId) {
        DialStdioSocket socket = DialStdioSocket.open(api, containerId);
        return new NestedEngine(socket.path(), shell(containerId), socket::close);
    }

    /** Programs of a running container, which needs a POSIX shell and coreutils. */
    public SandboxShell shell(String containerId) {
        return new SandboxShell() {
            @Override
            public Output exec(List<String> command, byte[] stdin, Duration limit) {
                return OuterEngine.this.exec(containerId, command, stdin, limit);
            }

            @Override
            public Running start(List<String> command) {
                return RunningExec.start(api, containerId, command);
            }
        };
    }

    /**
     * Runs a program in a running container, which needs a POSIX shell and coreutils.
     *
     * @throws EngineException if it took longer than the limit; it is then killed with everything it started
     */
    public SandboxShell.Output exec(String containerId, List<String> command, byte[] stdin, Duration limit) {
        return ExecCall.run(api, containerId, command, stdin, limit);
    }

    /** Returns if the engine answers. */
    public void ping() {
        api.get(Url.of("/version"));
    }

    /** Whether the engine inside a sandbox answers; also no if the sandbox does not run. */
    public boolean answers(String containerId) {
        try {
            return exec(containerId, PING, new byte[0], PING_LIMIT).exitCode() == 0;
        } catch (EngineException e) {
            return false;
        }
    }

    /** What the engine says of itself now. */
    public OuterInfo info() {
        JsonNode info = api.get(Url.of("/info"));
        return new OuterInfo(
                info.path("ServerVersion").asText(),
                api.get(Url.of("/version")).path("ApiVersion").asText(),
                info.path("Driver").asText(),
                info.path("CgroupVersion").asText("1"),
                info.path("KernelVersion").asText(),
                info.path("NCPU").asInt(),
                info.path("MemTotal").asLong(),
                ImageJson.texts(info.path("SecurityOptions")),
                info.path("DockerRootDir").asText(),
                info.path("Runtimes").has("nvidia"));
    }

    /**
     * Whether containers can be given the machine's GPUs: NVIDIA's toolkit is there, and so is the driver, as far as that can
     * be seen from here.
     */
    public boolean givesGpus() {
        boolean local = "unix".equals(api.address().host().getScheme());
        return info().nvidia() && (!local || Files.exists(Path.of("/dev/nvidiactl")));
    }

    /** Bytes that can still be written where the engine keeps its data; empty if that is not this file system. */
    public OptionalLong freeDiskBytes() {
        if (!"unix".equals(api.address().host().getScheme())) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    Files.getFileStore(Path.of(info().dataRoot())).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Makes an image of one layer out of a file system's tar.
     *
     * @param tar uncompressed or in a compression that the engine knows
     * @param tag name with tag
     * @param changes instructions such as {@code ENV A=b}
     * @return the image's id
     */
    public String importImage(Path tar, String tag, List<String> changes, Map<String, String> labels) {
        return uploads.importImage(tar, tag, changes, labels);
    }

    /** Labels of an image, empty if there is no such image. */
    public Optional<Map<String, String>> imageLabels(String reference) {
        return api.find(Url.of("/images/", reference, "/json"))
                .map(image -> ImageJson.labels(image.path("Config").path("Labels")));
    }

    public void removeImage(String reference) {
        api.deleteIfThere(Url.of("/images/", reference));
    }

    /**
     * Something that bears labels.
     *
     * @param id a volume's is its name
     * @param state of a container, such as {@code running}; empty for others
     * @param image of a container, by the name it was created with; empty for others
     */
    public record Labelled(String id, String name, Map<String, String> labels, String state, String image) {

        /** Whether it is a container that runs. */
        public boolean running() {
            return state.equals("running");
        }
    }

    /** Creates a volume, unless there is one of that name. */
    public void createVolume(String name, Map<String, String> labels) {
        api.post(Url.of("/volumes/create"), Map.of("Name", name, "Labels", labels));
    }

    public void removeVolume(String name) {
        api.deleteIfThere(Url.of("/volumes/", name));
    }

    /**
     * @param label a label's name, or {@code name=value}
     */
    public List<Labelled> volumes(String label) {
        return labelled(api.get(filtered(Url.of("/volumes"), label)).path("Volumes"), "Name");
    }

    /**
     * Creates a network, unless there is one of that name.
     *
     * @param internal without a route out; its gateway leads to this machine even so
     * @return its id
     */
    public String createNetwork(String name, boolean internal, Map<String, String> labels) {
        try {
            return api.post(
                            Url.of("/networks/create"),
                            Map.of("Name", name, "CheckDuplicate", true, "Internal", internal, "Labels", labels))
                    .path("Id")
                    .asText();
        } catch (RefusedException e) {
            if (!e.conflict()) {
                throw e;
            }
            return api.get(Url.of("/networks/", name)).path("Id").asText();
        }
    }

    public void removeNetwork(String name) {
        api.deleteIfThere(Url.of("/networks/", name));
    }

    /**
     * @param label a label's name, or {@code name=value}
     */
    public List<Labelled> networks(String label) {
        return labelled(api.get(filtered(Url.of("/networks"), label)), "Id");
    }

    /**
     * Joins a running container to a network, unless it is on it.
     *
     * @param network name or id
     * @return its IPv4 address there
     */
    public String connect(String network, String container) {
        try {
            api.post(Url.of("/networks/", network, "/connect"), Map.of("Container", container));
        } catch (RefusedException e) {
            if (!e.reason().contains("already exists in network")) {
                throw e;
            }
        }
        JsonNode networks = api.get(Url.of("/containers/", container, "/json"))
                .path("NetworkSettings")
                .path("Networks");
        return networks.properties().stream()
                .filter(joined -> joined.getKey().equals(network)
                        || joined.getValue().path("NetworkID").asText().equals(network))
                .map(joined -> joined.getValue().path("IPAddress").asText())
                .filter(address -> !address.isEmpty())
                .findFirst()
                .orElseThrow(() -> new EngineException(container + " has no address on " + network));
    }

    /** Takes a container off a network, if both are there. */
    public void disconnect(String network, String container) {
        try {
            api.post(Url.of("/networks/", network, "/disconnect"), Map.of("Container", container, "Force", true));
        } catch (RefusedException e) {
            if (!e.notFound() && !e.reason().contains("is not connected")) {
                throw e;
            }
        }
    }

    /**
     * Containers in every state.
     *
     * @param label a label's name, or {@code name=value}
     */
    public List<Labelled> containers(String label) {
        return labelled(api.get(filtered(Url.of("/containers/json").with("all", "1"), label)), "Id");
    }

    /** Whether there is such a container and it runs. */
    public boolean isRunning(String container) {
        return api.find(Url.of("/containers/", container, "/json"))
                .map(found -> found.path("State").path("Running").asBoolean())
                .orElse(false);
    }

    /** Sends the stop signal, then SIGKILL after the grace period; returns when the container has ended. */
    public void stop(String container, Duration grace) {
        Containers.stop(api, container, grace);
    }

    /** Ends and removes a container with its anonymous volumes. */
    public void removeContainer(String container) {
        Containers.remove(api, container);
    }

    /**
     * Copies a file or a folder into a running container, as root's, with what is in the way replaced.
     *
     * @param to path in the container; directories that are missing are made
     */
    public void copyInto(String container, Path from, String to) {
        uploads.copyInto(container, from, to);
    }

    /** The last bytes that a container without a terminal wrote to standard output and standard error. */
    public String logs(String container, int maxBytes) {
        return Containers.logs(api, container, maxBytes);
    }

    private static Url filtered(Url url, String label) {
        byte[] filters = EngineApi.bytes(Map.of("label", List.of(label)));
        return url.with("filters", new String(filters, StandardCharsets.UTF_8));
    }

    private static List<Labelled> labelled(JsonNode things, String id) {
        List<Labelled> labelled = new ArrayList<>();
        for (JsonNode thing : things) {
            // A container's names begin with a slash, which is not part of them for anybody but the engine.
            String name = thing.path("Name")
                    .asText(thing.path("Names").path(0).asText().replaceFirst("^/", ""));
            labelled.add(new Labelled(
                    thing.path(id).asText(),
                    name,
                    ImageJson.labels(thing.path("Labels")),
                    thing.path("State").asText(""),
                    thing.path("Image").asText("")));
        }
        return labelled;
    }

    @Override
    public void close() {
        api.close();
    }
}
