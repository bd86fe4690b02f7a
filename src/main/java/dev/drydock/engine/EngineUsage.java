package dev.drydock.engine;

import java.util.List;

/**
 * What an engine holds ({@code GET /system/df} and {@code /networks}).
 *
 * @param imageIds in alphabetical order, so that two looks can be compared
 * @param layersBytes bytes of all layers, {@code LayersSize}
 * @param networks networks that are not Docker's own three
 */
public record EngineUsage(
        int containers, int volumes, int buildCacheEntries, int networks, List<String> imageIds, long layersBytes) {

    public EngineUsage {
        imageIds = List.copyOf(imageIds);
    }
}
