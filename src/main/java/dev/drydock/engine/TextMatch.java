package dev.drydock.engine;

/**
 * A text found in a layer.
 *
 * @param layer index of the layer that holds the file
 * @param path in the layer, with a leading slash
 * @param text what matched; untrusted
 */
public record TextMatch(int layer, String path, String text) {}
