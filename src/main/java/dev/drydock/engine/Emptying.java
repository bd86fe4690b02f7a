package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes out of an engine what was put into it, and says what it still holds. */
final class Emptying {

    private static final Set<String> OWN_NETWORKS = Set.of("bridge", "host", "none");

    private final EngineApi api;
    /** Names given to images: one may stand at a base, if a Dockerfile adds nothing to it. */
    private final Set<String> tags = ConcurrentHashMap.newKeySet();

    Emptying(EngineApi api) {
        this.api = api;
    }

    void remember(String tag) {
        tags.add(tag);
    }

    void empty(Set<String> keepImageIds) {
        for (JsonNode container : api.get(Url.of("/containers/json").with("all", "1"))) {
            Containers.remove(api, container.path("Id").asText());
        }
        for (JsonNode network : networks()) {
            api.deleteIfThere(Url.of("/networks/", network.path("Id").asText()));
        }
        for (JsonNode volume : api.get(Url.of("/volumes")).path("Volumes")) {
            api.deleteIfThere(Url.of("/volumes/", volume.path("Name").asText()).with("force", "1"));
        }
        untag(keepImageIds);
        for (JsonNode image : api.get(Url.of("/images/json").with("all", "1"))) {
            String id = image.path("Id").asText();
            if (!keepImageIds.contains(id)) {
                api.deleteIfThere(Url.of("/images/", id).with("force", "1"));
            }
        }
        api.post(Url.of("/build/prune").with("all", "1"), null);
    }

    private void untag(Set<String> keepImageIds) {
        for (JsonNode image : api.get(Url.of("/images/json"))) {
            List<String> names = ImageJson.texts(image.path("RepoTags"));
            boolean kept = keepImageIds.contains(image.path("Id").asText());
            names.stream()
                    .filter(name -> kept && names.size() > 1 && given(name))
                    .forEach(name -> api.deleteIfThere(Url.of("/images/", name).with("noprune", "1")));
        }
        tags.clear();
    }

    private boolean given(String name) {
        return tags.contains(name) || name.endsWith(":latest") && tags.contains(name.substring(0, name.length() - 7));
    }

    private List<JsonNode> networks() {
        List<JsonNode> networks = new ArrayList<>();
        for (JsonNode network : api.get(Url.of("/networks"))) {
            if (!OWN_NETWORKS.contains(network.path("Name").asText())) {
                networks.add(network);
            }
        }
        return networks;
    }

    EngineUsage usage() {
        JsonNode df = api.get(Url.of("/system/df"));
        List<String> images = new ArrayList<>();
        df.path("Images").forEach(image -> images.add(image.path("Id").asText()));
        return new EngineUsage(
                df.path("Containers").size(),
                df.path("Volumes").size(),
                df.path("BuildCache").size(),
                networks().size(),
                images.stream().sorted().toList(),
                df.path("LayersSize").asLong());
    }
}
