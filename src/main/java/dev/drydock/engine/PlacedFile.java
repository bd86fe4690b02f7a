package dev.drydock.engine;

/**
 * A file of ours for a container.
 *
 * @param content all of it
 * @param uid of its owner, as the container's programs see it
 * @param gid of its group, likewise
 */
public record PlacedFile(byte[] content, int uid, int gid) {}
