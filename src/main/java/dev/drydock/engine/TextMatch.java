package dev.drydock.engine;

/**
 * A text found in a layer.
 *
 * @param layer index of the layer that holds the file
 * @param path in the layer, with a leading slash
 * @param text a character before what matched, what matched, and what follows it: 4 KiB at most; untrusted
 */
public record TextMatch(int layer, String path, String text) {}
