package dev.drydock.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an engine says about itself; it does not change while the engine runs, so it is asked for once. */
final class SystemInfo {

    /** With user namespaces the data directory is named after the first uid and gid of the mapping. */
    private static final Pattern MAPPED = Pattern.compile(".*/(\\d+)\\.\\d+");

    private static final int MAPPED_IDS = 65536;
    private static final int NOBODY = 65534;

    private final EngineApi api;
    private volatile @Nullable JsonNode known;

    SystemInfo(EngineApi api) {
        this.api = api;
    }

    EngineInfo info() {
        JsonNode node = node();
        boolean userNamespaces = ImageJson.texts(node.path("SecurityOptions")).stream()
                .anyMatch(option -> option.startsWith("name=userns"));
        return new EngineInfo(
                node.path("ServerVersion").asText(),
                node.path("Driver").asText(),
                node.path("CgroupVersion").asText("1"),
                userNamespaces);
    }

    String dataRoot() {
        return node().path("DockerRootDir").asText();
    }

    /** Turns ids that layers have into those that containers see. */
    IntUnaryOperator insideIds() {
        int first = firstMapped();
        return first == 0
                ? IntUnaryOperator.identity()
                : outside -> outside >= first && outside - first < MAPPED_IDS ? outside - first : NOBODY;
    }

    /** The first id outside that containers' users are mapped to; 0 without a mapping. */
    private int firstMapped() {
        Matcher mapped = MAPPED.matcher(dataRoot());
        return mapped.matches() ? Integer.parseInt(mapped.group(1)) : 0;
    }

    private JsonNode node() {
        JsonNode node = known;
        if (node == null) {
            node = api.get(Url.of("/info"));
            known = node;
        }
        return node;
    }
}
