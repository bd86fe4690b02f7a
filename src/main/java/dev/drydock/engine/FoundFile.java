package dev.drydock.engine;

/**
 * A regular file that was found in a layer.
 *
 * @param layer index of the layer that holds it
 * @param path in the layer, with a leading slash
 */
public record FoundFile(int layer, String path) {}
