package dev.drydock.engine;

/**
 * Where a file of an image is.
 *
 * @param layer index of the layer that holds it
 * @param path in the layer, with a leading slash
 */
public record FileInLayer(int layer, String path) {}
