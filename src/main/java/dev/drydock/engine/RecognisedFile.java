package dev.drydock.engine;

/**
 * A regular file of a layer that was recognised by its content.
 *
 * @param layer index of the layer that holds the file
 * @param path in the layer, with a leading slash
 * @param detail which one it is, empty where there is nothing to add; untrusted
 */
public record RecognisedFile(int layer, String path, Nature nature, String detail) {}
