package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Images with their history joined to their layers. */
final class Images {

    private static final Duration READ_LIMIT = Duration.ofSeconds(20);

    private final EngineApi api;
    private final SandboxShell shell;
    private final Supplier<String> dataRoot;

    /**
     * @param dataRoot the engine's data directory in the sandbox
     */
    Images(EngineApi api, SandboxShell shell, Supplier<String> dataRoot) {
        this.api = api;
        this.shell = shell;
        this.dataRoot = dataRoot;
    }

    List<ImageSummary> list() {
        List<ImageSummary> images = new ArrayList<>();
        for (JsonNode image : api.get(Url.of("/images/json").with("all", "1"))) {
            images.add(new ImageSummary(
                    image.path("Id").asText(),
                    named(ImageJson.texts(image.path("RepoTags"))),
                    named(ImageJson.texts(image.path("RepoDigests")))));
        }
        return images;
    }

    private static List<String> named(List<String> names) {
        return names.stream().filter(name -> !name.contains("<none>")).toList();
    }

    Image image(String reference) {
        JsonNode inspected = api.get(Url.of("/images/", reference, "/json"));
        String id = inspected.path("Id").asText();
        List<String> diffIds = ImageJson.texts(inspected.path("RootFS").path("Layers"));
        List<Made> history = history(id, diffIds.size());
        return new Image(
                id,
                ImageJson.config(inspected.path("Config")),
                layers(diffIds, history.stream().filter(Made::layer).toList()),
                entries(history));
    }

    /** A line of the history. */
    private record Made(String createdBy, long bytes, boolean layer) {}

    /** Oldest first. */
    private List<Made> history(String id, int layers) {
        List<Made> history = new ArrayList<>();
        for (JsonNode entry : api.get(Url.of("/images/", id, "/history"))) {
            long bytes = entry.path("Size").asLong();
            history.add(new Made(entry.path("CreatedBy").asText(), bytes, bytes > 0));
        }
        Collections.reverse(history);
        // The API does not say which entries made a layer. Where each layer has bytes it is plain; a layer without any,
        // such as that of `RUN true`, looks like an entry without a layer, and only the configuration tells.
        long withBytes = history.stream().filter(Made::layer).count();
        return withBytes == layers
                ? history
                : markLayers(history, configuration(id).path("history"));
    }

    private static List<Made> markLayers(List<Made> history, JsonNode configured) {
        if (configured.size() != history.size()) {
            throw new EngineException(
                    "The image has " + history.size() + " history entries, its configuration " + configured.size());
        }
        List<Made> marked = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Made entry = history.get(i);
            boolean empty = configured.get(i).path("empty_layer").asBoolean();
            marked.add(new Made(entry.createdBy(), entry.bytes(), !empty));
        }
        return marked;
    }

    private JsonNode configuration(String id) {
        String file = dataRoot.get() + "/image/overlay2/imagedb/content/" + id.replace(':', '/');
        SandboxShell.Output output = shell.exec(List.of("cat", file), new byte[0], READ_LIMIT);
        if (output.exitCode() != 0) {
            throw new EngineException("The image's configuration cannot be read: " + output.stderr());
        }
        try {
            return EngineApi.JSON.readTree(output.stdout());
        } catch (IOException e) {
            throw new EngineException("The image's configuration is not JSON", e);
        }
    }

    /** Layers of an image that was put together elsewhere may be more than its history accounts for. */
    private static List<Image.Layer> layers(List<String> diffIds, List<Made> made) {
        List<Image.Layer> layers = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            Made by = i < made.size() ? made.get(i) : new Made("", 0, true);
            layers.add(new Image.Layer(diffIds.get(i), by.bytes(), by.createdBy()));
        }
        return layers;
    }

    private static List<Image.HistoryEntry> entries(List<Made> history) {
        List<Image.HistoryEntry> entries = new ArrayList<>();
        int layer = 0;
        for (Made made : history) {
            OptionalInt index = made.layer() ? OptionalInt.of(layer++) : OptionalInt.empty();
            entries.add(new Image.HistoryEntry(made.createdBy(), index));
        }
        return entries;
    }

    /** The directories of the image's layers in the sandbox, lowest first. */
    List<String> directories(Image image) {
        JsonNode data = api.get(Url.of("/images/", image.id(), "/json"))
                .path("GraphDriver")
                .path("Data");
        List<String> topFirst = new ArrayList<>();
        topFirst.add(data.path("UpperDir").asText());
        String lower = data.path("LowerDir").asText("");
        if (!lower.isEmpty()) {
            topFirst.addAll(List.of(lower.split(":")));
        }
        if (topFirst.size() != image.layers().size() || topFirst.getFirst().isEmpty()) {
            throw new EngineException("The engine keeps " + topFirst.size() + " directories for "
                    + image.layers().size() + " layers of " + image.id());
        }
        return topFirst.reversed();
    }
}
